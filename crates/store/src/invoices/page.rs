//! The invoice as a page of its own: no scripts, made for the printer as well.

use std::fmt::Write;

use kernel::Money;

use super::Invoice;

const STYLE: &str = include_str!("page.css");

pub(super) fn render(invoice: &Invoice) -> String {
    let mut out = String::with_capacity(4_096 + 160 * invoice.lines.len());
    let number = invoice.number;
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Invoice {number}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Invoice {number}</h1>\n<dl>\n\
         <dt>Date</dt><dd>{date}</dd>\n<dt>Order</dt><dd>{order}</dd>\n</dl>\n</header>\n<div class=\"parties\">\n",
        date = invoice.issued_at.date(),
        order = escaped(&invoice.order_number),
    );
    let seller = [std::slice::from_ref(&invoice.seller.name), &invoice.seller.address].concat();
    party(&mut out, "From", &seller);
    party(&mut out, "To", &invoice.buyer());
    out.push_str("</div>\n");
    table(&mut out, invoice);
    let _ = write!(
        out,
        "<footer>Paid with: {}.</footer>\n</body>\n</html>\n",
        escaped(invoice.paid_with.trim_end_matches('.'))
    );
    out
}

fn party(out: &mut String, title: &str, lines: &[String]) {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    let _ = writeln!(out, "<div><h2>{title}</h2><address>{}</address></div>", lines.join("<br>"));
}

fn table(out: &mut String, invoice: &Invoice) {
    out.push_str(
        "<table>\n<thead><tr><th>Description</th><th class=\"number\">Quantity</th><th class=\"number\">Price</th>\
         <th class=\"number\">Paid</th></tr></thead>\n<tbody>\n",
    );
    for line in &invoice.lines {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            escaped(&line.description),
            line.quantity,
            line.unit_price,
            line.total
        );
    }
    out.push_str("</tbody>\n<tfoot>\n");
    for (name, amount) in invoice.sums() {
        sum(out, &escaped(&name), amount);
    }
    out.push_str("</tfoot>\n</table>\n");
}

fn sum(out: &mut String, name: &str, amount: Money) {
    let class = if name == "Total" { " class=\"total\"" } else { "" };
    let _ =
        writeln!(out, "<tr{class}><th scope=\"row\" colspan=\"3\">{name}</th><td class=\"number\">{amount}</td></tr>");
}

/// Text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoices::pdf::tests::example;

    #[test]
    fn the_page_shows_names_as_they_are_and_runs_nothing() {
        let mut invoice = example(3);
        invoice.lines[0].description = "<script>alert(1)</script> & more".to_owned();
        let page = render(&invoice);
        assert!(page.contains("František Wichterlová") && page.contains("Invoice 413"));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more") && !page.contains("<script"));
    }
}
