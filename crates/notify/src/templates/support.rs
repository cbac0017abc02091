//! Mails about a conversation with the staff. They can be answered.

use kernel::EmailAddress;

use super::{Letter, layout::Block};
use crate::{Mail, inbound::MARK};

/// What both mails say about the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketMail {
    pub number: i64,
    pub subject: String,
    /// What the customer or the staff wrote.
    pub body: String,
    pub link: String,
    /// Where an answer goes.
    pub reply_to: EmailAddress,
}

impl Letter<'_> {
    /// After a customer asked something.
    pub fn ticket_opened(self, ticket: &TicketMail) -> Mail {
        let mut blocks = vec![
            Block::heading("We have your question"),
            Block::fine(MARK),
            Block::text("Thank you for writing to us. We read everything and answer as soon as we can. You wrote:"),
        ];
        blocks.extend(paragraphs(&ticket.body));
        blocks.push(Block::button("See the conversation", &ticket.link));
        blocks.push(Block::text("To add something, answer this mail."));
        self.about(ticket, blocks)
    }

    /// When staff answered.
    pub fn ticket_reply(self, ticket: &TicketMail, by: &str) -> Mail {
        let mut blocks = vec![Block::heading("An answer to your question"), Block::fine(MARK)];
        blocks.extend(paragraphs(&ticket.body));
        blocks.push(Block::Text(by.to_owned()));
        blocks.push(Block::button("See the conversation", &ticket.link));
        blocks.push(Block::text("To go on with the conversation, answer this mail."));
        self.about(ticket, blocks)
    }

    fn about(self, ticket: &TicketMail, blocks: Vec<Block>) -> Mail {
        let reason = "You receive this because you asked us something.";
        let mail = self.mail(format!("[#{}] {}", ticket.number, ticket.subject), reason, blocks);
        Mail { reply_to: Some(ticket.reply_to.clone()), thread: Some(format!("ticket-{}", ticket.number)), ..mail }
    }
}

/// A line of what somebody wrote is a paragraph.
fn paragraphs(body: &str) -> impl Iterator<Item = Block> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| Block::Text(line.to_owned()))
}
