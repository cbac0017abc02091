//! The test cards, and the form they are typed into.

use kernel::Timestamp;

use crate::Decline;

/// What a test card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    Succeeds,
    /// Refused with this code; the customer may try another card.
    Declined(&'static str),
    /// The bank asks on a page of its own.
    Challenged,
    /// Succeeds some seconds later.
    Processing,
    /// Refused for good some seconds later.
    ProcessingFails,
    /// Succeeds some seconds later, and until then the provider gives no answer.
    TimesOut,
}

/// A card that the test gateway knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCard {
    /// Sixteen digits.
    pub number: &'static str,
    pub behaviour: Behaviour,
    /// For the list on the pay page.
    pub label: &'static str,
}

/// Every test card, the one that works first.
pub const TEST_CARDS: [TestCard; 7] = [
    TestCard { number: "4242424242424242", behaviour: Behaviour::Succeeds, label: "Payment succeeds" },
    TestCard { number: "4000000000000002", behaviour: Behaviour::Declined("card_declined"), label: "Card is declined" },
    TestCard {
        number: "4000000000009995",
        behaviour: Behaviour::Declined("insufficient_funds"),
        label: "Insufficient funds",
    },
    TestCard { number: "4000002500003155", behaviour: Behaviour::Challenged, label: "Bank asks for confirmation" },
    TestCard { number: "4000000000000077", behaviour: Behaviour::Processing, label: "Succeeds some seconds later" },
    TestCard { number: "4000000000000341", behaviour: Behaviour::ProcessingFails, label: "Fails some seconds later" },
    TestCard { number: "4000000000000119", behaviour: Behaviour::TimesOut, label: "No answer, then succeeds" },
];

impl TestCard {
    /// The card of these digits.
    pub fn of(number: &str) -> Option<Self> {
        TEST_CARDS.into_iter().find(|card| card.number == number)
    }

    pub fn last4(&self) -> &'static str {
        &self.number[self.number.len() - 4..]
    }

    /// `4242 4242 4242 4242`
    pub fn spaced(&self) -> String {
        let groups: Vec<&str> = (0..4).map(|i| &self.number[i * 4..i * 4 + 4]).collect();
        groups.join(" ")
    }
}

/// The readable reason behind a decline code.
pub(super) fn decline(code: &str) -> Decline {
    let message = match code {
        "insufficient_funds" => "Your card has insufficient funds. Pay with another card.",
        "authentication_failed" => "Your bank could not confirm that it is you. Try again, or pay with another card.",
        "bank_refused" => {
            "Your bank refused the payment after checking it. Nothing was charged. Start again with another card."
        }
        "too_many_attempts" => "Too many attempts on this page. Go back to the shop and start again.",
        _ => "Your card was declined. Pay with another card, or ask your bank why.",
    };
    Decline::new(code, message)
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct CardForm {
    pub number: String,
    pub expiry: String,
    pub cvc: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardField {
    Number,
    Expiry,
    Cvc,
    Name,
}

/// The card, or for every wrong field what is wrong and how to right it.
pub(super) fn parse(form: &CardForm, now: Timestamp) -> Result<TestCard, Vec<(CardField, &'static str)>> {
    let number = parse_number(&form.number);
    let mut errors = Vec::new();
    if let Err(problem) = number {
        errors.push((CardField::Number, problem));
    }
    if let Err(problem) = check_expiry(&form.expiry, now) {
        errors.push((CardField::Expiry, problem));
    }
    let cvc = form.cvc.trim();
    if !(3..=4).contains(&cvc.len()) || !cvc.bytes().all(|b| b.is_ascii_digit()) {
        errors.push((CardField::Cvc, "Enter the three or four digits of the security code."));
    }
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        errors.push((CardField::Name, "Enter the name on the card."));
    }
    match number {
        Ok(card) if errors.is_empty() => Ok(card),
        _ => Err(errors),
    }
}

fn parse_number(typed: &str) -> Result<TestCard, &'static str> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.is_empty() {
        return Err("Enter the card number.");
    }
    if !(12..=19).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err("A card number has 12 to 19 digits. Check that none is missing.");
    }
    if !luhn(&digits) {
        return Err("This card number has a typing error. Compare it with the card.");
    }
    TestCard::of(&digits).ok_or("Only the test cards listed here work. Never type a real card number on this page.")
}

/// The check digit of ISO/IEC 7812: catches one wrong digit and most swaps.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            match digit * 2 {
                _ if place % 2 == 0 => digit,
                doubled if doubled > 9 => doubled - 9,
                doubled => doubled,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `12 / 30`, `12/2030`, `1230`: good to the end of its month.
fn check_expiry(typed: &str, now: Timestamp) -> Result<(), &'static str> {
    const SHAPE: &str = "Enter the expiry date as month and year, such as 12 / 30.";
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !"/-".contains(*c)).collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || ![4, 6].contains(&digits.len()) {
        return Err(SHAPE);
    }
    let (month, year) = digits.split_at(2);
    let month: u32 = month.parse().map_err(|_| SHAPE)?;
    let year: u32 = year.parse().map_err(|_| SHAPE)?;
    let year = if year < 100 { 2_000 + year } else { year };
    if !(1..=12).contains(&month) {
        return Err("The month of the expiry date is between 01 and 12.");
    }
    let today = now.date();
    let part = |range| today.get(range).and_then(|text: &str| text.parse::<u32>().ok()).unwrap_or(0);
    let (this_year, this_month) = (part(0..4), part(5..7));
    if (year, month) < (this_year, this_month) {
        return Err("This card has expired. Use another card.");
    }
    if year > this_year + 50 {
        return Err("The expiry date is too far ahead. Check the year.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2025-12-22T10:00:00Z".parse().unwrap()
    }

    fn form(number: &str, expiry: &str) -> CardForm {
        CardForm { number: number.into(), expiry: expiry.into(), cvc: "123".into(), name: "Ann".into() }
    }

    #[test]
    fn every_test_card_can_be_typed_with_or_without_spaces() {
        for card in TEST_CARDS {
            assert!(luhn(card.number), "{}", card.number);
            assert_eq!(parse(&form(card.number, "12/30"), now()), Ok(card));
            assert_eq!(parse(&form(&card.spaced(), "12 / 2030"), now()), Ok(card));
        }
    }

    #[test]
    fn each_wrong_field_is_named() {
        let empty = parse(&CardForm::default(), now()).unwrap_err();
        let fields: Vec<CardField> = empty.into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [CardField::Number, CardField::Expiry, CardField::Cvc, CardField::Name]);
        let number = |typed: &str| parse_number(typed).unwrap_err();
        assert!(number("4242 4242 4242 4241").contains("typing error"));
        assert!(number("4242").contains("12 to 19"));
        assert!(number("4242-4242-4242-424x").contains("12 to 19"));
        // A valid number of no test card: somebody's real one.
        assert!(number("4111 1111 1111 1111").contains("Never type a real card"));
    }

    #[test]
    fn a_card_is_good_to_the_end_of_its_month() {
        assert!(check_expiry("12/25", now()).is_ok());
        assert!(check_expiry("0126", now()).is_ok());
        for bad in ["11/25", "12/24", "13/30", "00/30", "1/30", "", "ab/cd", "12/2099", "12 / 30 / 1"] {
            assert!(check_expiry(bad, now()).is_err(), "{bad}");
        }
    }
}
