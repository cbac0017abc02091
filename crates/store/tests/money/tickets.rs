//! Conversations between customers and the staff.

use axum::{
    body::Bytes,
    http::{Method, StatusCode},
};
use notify::{Folder, Mail, Mailer, Sender, templates};
use serde_json::{Value, json};
use store::support::{self, MailOutcome, SupportMail};

use crate::support::{Clerk, JANE, LUIS, MARGARET, NANCY, World, worlds};

/// The last mail of a conversation as it stands in the outbox, written.
async fn last_mail(world: &World, key: &str) -> Mail {
    let mut conn = world.shop.db.read().await.unwrap();
    let sql = format!(
        "select dedupe_key, payload from outbox where dedupe_key like '{key}%' order by created_at desc, id desc limit 1"
    );
    let (key, payload): (String, String) =
        sql::on!(&mut conn, c => sqlx::query_as::<_, (String, String)>(&sql).fetch_one(c).await).unwrap();
    let mail: SupportMail = serde_json::from_str(&payload).unwrap();
    let sender = templates::Shop { name: "Chinook".into(), url: "http://shop.example".into() };
    mail.write(&sender, &world.shop, &key).unwrap()
}

/// A question of Luis, whom Jane looks after.
async fn question(world: &World) -> String {
    let body = json!({ "subject": "The download stops", "body": "At 40 %, each time.\nWhat can I do?" });
    let made = world.post("/support/tickets", LUIS, body).await;
    made["ticket"]["id"].as_str().unwrap().to_owned()
}

async fn put_file(world: &World, path: &str, who: Option<Clerk>, bytes: &'static [u8]) -> (StatusCode, Value) {
    let caller = who.map_or_else(|| crate::support::customer(LUIS), Clerk::caller);
    let (status, _, answer) = world.raw_bytes(Method::POST, path, Some(caller), &[], Bytes::from_static(bytes)).await;
    (status, serde_json::from_slice(&answer).unwrap_or(Value::Null))
}

/// What a mail program makes of an answer to a mail.
fn reply_to(mail: &Mail, from: &str, id: &str, words: &str) -> String {
    let to = mail.reply_to.as_ref().unwrap();
    format!(
        "From: Luis <{from}>\r\nTo: {to}\r\nSubject: Re: {}\r\nMessage-ID: <{id}@mail.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n\r\n\
         On Thu, 26 Nov 2026, Chinook wrote:\r\n> Hello\r\n--b\r\nContent-Type: image/png; name=\"shot.png\"\r\n\
         Content-Disposition: attachment; filename=\"shot.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\r\n--b--\r\n",
        mail.subject
    )
}

#[tokio::test]
async fn a_question_is_answered_by_mail_and_the_answer_to_that_comes_back() {
    for world in worlds().await {
        let id = question(&world).await;
        let opened = last_mail(&world, "ticket:").await;
        assert!(opened.text.contains("At 40 %") && opened.reply_to.is_some(), "{}", opened.text);
        world.clock.advance(std::time::Duration::from_secs(600));
        let desk =
            world.desk_post(&format!("/admin/tickets/{id}/messages"), JANE, json!({ "body": "Try a cable." })).await;
        assert_eq!(
            (&desk["ticket"]["state"], &desk["ticket"]["first_answer_seconds"]),
            (&json!("pending"), &json!(600))
        );
        assert_eq!(desk["ticket"]["assignee_name"], "Jane Peacock");
        let answer = last_mail(&world, "ticket-reply:").await;
        assert!(answer.text.contains("Try a cable.") && answer.text.contains("Jane Peacock"), "{}", answer.text);

        // It travels as a real message, with the address that answers go to.
        let folder = tempfile::tempdir().unwrap();
        let mailer =
            Mailer::Folder(Folder::new(folder.path(), Sender::new("Chinook", "shop@shop.example".parse().unwrap())));
        mailer.send(&answer, world.clock.now()).await.unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let sent = std::fs::read_to_string(file).unwrap();
        assert!(sent.contains(&format!("<{}>", answer.reply_to.as_ref().unwrap())), "{sent}");
        assert!(sent.contains("References: <ticket-"), "{sent}");

        let reply = reply_to(&answer, "luisg@embraer.com.br", "one", "It works now, obrigado.");
        assert_eq!(support::receive_mail(&world.shop, reply.as_bytes()).await.unwrap(), MailOutcome::Accepted);
        assert_eq!(support::receive_mail(&world.shop, reply.as_bytes()).await.unwrap(), MailOutcome::Duplicate);
        let mine = world.get(&format!("/support/tickets/{id}"), LUIS).await;
        let last = mine["messages"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&last["body"], &last["channel"]),
            (&json!("It works now, obrigado."), &json!("mail")),
            "{}",
            world.engine()
        );
        assert_eq!(last["attachments"][0]["file_name"], "shot.png");
        let url = last["attachments"][0]["url"].as_str().unwrap().trim_start_matches("/api/v1").to_owned();
        let (status, headers, bytes) = world.raw(Method::GET, &url, None, &[], None).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
        assert!(
            bytes.starts_with(b"\x89PNG") && headers["content-disposition"].to_str().unwrap().starts_with("attachment")
        );
        let (status, _, _) = world.raw(Method::GET, &url.replace("signature=", "signature=x"), None, &[], None).await;
        assert_eq!(status, StatusCode::FORBIDDEN);

        // Another address is shown as such; a wrong token and a machine are not heard.
        let other = reply_to(&answer, "friend@example.com", "two", "I am a friend.");
        assert_eq!(support::receive_mail(&world.shop, other.as_bytes()).await.unwrap(), MailOutcome::Accepted);
        let desk = world.desk_get(&format!("/admin/tickets/{id}"), JANE).await;
        assert_eq!(desk["messages"].as_array().unwrap().last().unwrap()["from_address"], "friend@example.com");
        assert_eq!((&desk["ticket"]["state"], desk["ticket"]["waiting_since"].is_string()), (&json!("open"), true));
        let address = answer.reply_to.as_ref().unwrap().to_string();
        let forged = reply.replace(&address, &address.replace(&address[9..13], "0000")).replace("<one@", "<three@");
        assert_eq!(support::receive_mail(&world.shop, forged.as_bytes()).await.unwrap(), MailOutcome::Unknown);
        let away =
            reply.replace("MIME-Version", "Auto-Submitted: auto-replied\r\nMIME-Version").replace("<one@", "<four@");
        assert_eq!(support::receive_mail(&world.shop, away.as_bytes()).await.unwrap(), MailOutcome::Automatic);
        assert_eq!(support::receive_mail(&world.shop, b"\x00\x01").await.unwrap(), MailOutcome::Unreadable);

        world.clock.advance(std::time::Duration::from_secs(3_000));
        world
            .desk_post(&format!("/admin/tickets/{id}/messages"), JANE, json!({ "body": "Good.", "state": "solved" }))
            .await;
        let sums = world.desk_get("/admin/tickets/summary", JANE).await;
        assert_eq!(
            (&sums["solved"], &sums["first_answer_seconds"], &sums["resolution_seconds"]),
            (&json!(1), &json!(600), &json!(3_600))
        );
        world.clock.advance(std::time::Duration::from_secs(8 * 86_400));
        support::tidy(&world.shop, world.clock.now()).await.unwrap();
        assert_eq!(world.desk_get(&format!("/admin/tickets/{id}"), JANE).await["ticket"]["state"], "closed");
    }
}

#[tokio::test]
async fn mail_is_taken_from_a_server_that_shows_the_secret() {
    for world in worlds().await {
        question(&world).await;
        let opened = last_mail(&world, "ticket:").await;
        let reply = reply_to(&opened, "luisg@embraer.com.br", "via-http", "By the way.");
        for (shown, expected) in [("", 403), ("Bearer wrong", 403), ("Bearer handed over", 200)] {
            let headers = [("authorization", shown)];
            let (status, _, body) =
                world.raw_bytes(Method::POST, "/mail/inbound", None, &headers, Bytes::from(reply.clone())).await;
            assert_eq!(status.as_u16(), expected, "{shown}: {body:?}");
        }
        assert_eq!(world.count("select count(*) from ticket_messages where channel = 'mail'").await, 1);
    }
}

#[tokio::test]
async fn notes_stay_with_the_staff_and_strangers_see_nothing() {
    for world in worlds().await {
        let id = question(&world).await;
        let note = json!({ "body": "He is a friend of the boss.", "note": true });
        world.desk_post(&format!("/admin/tickets/{id}/messages"), JANE, note).await;
        world.clerk(Method::PATCH, &format!("/admin/tickets/{id}"), JANE, Some(json!({ "state": "pending" }))).await;
        let mine = world.get(&format!("/support/tickets/{id}"), LUIS).await;
        assert_eq!(mine["messages"].as_array().unwrap().len(), 1, "neither notes nor events: {mine}");
        assert_eq!(
            world.desk_get(&format!("/admin/tickets/{id}"), JANE).await["messages"].as_array().unwrap().len(),
            3
        );
        for (method, path, body) in [
            (Method::GET, format!("/support/tickets/{id}"), None),
            (Method::POST, format!("/support/tickets/{id}/messages"), Some(json!({ "body": "x" }))),
            (Method::POST, format!("/support/tickets/{id}/settle"), None),
        ] {
            let (status, _) = world.call(method.clone(), &path, 2, body).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
        }
        // Out of reach of another agent, in each operation.
        for (method, path, body) in [
            (Method::GET, format!("/admin/tickets/{id}"), None),
            (Method::PATCH, format!("/admin/tickets/{id}"), Some(json!({ "state": "closed" }))),
            (Method::POST, format!("/admin/tickets/{id}/messages"), Some(json!({ "body": "x" }))),
            (
                Method::POST,
                "/admin/tickets".to_owned(),
                Some(json!({ "customer_id": LUIS, "subject": "x", "body": "x" })),
            ),
        ] {
            let (status, answer) = world.clerk(method.clone(), &path, MARGARET, body).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}: {answer}");
        }
        assert_eq!(world.desk_get("/admin/tickets", MARGARET).await["items"], json!([]));
        assert_eq!(world.desk_get("/admin/tickets/summary", MARGARET).await["pending"], 0);
        let (status, _) =
            world.clerk(Method::PATCH, &format!("/admin/tickets/{id}"), NANCY, Some(json!({ "assignee_id": 4 }))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "Margaret could not see what she is given");
        let desk = world
            .clerk(
                Method::PATCH,
                &format!("/admin/tickets/{id}"),
                NANCY,
                Some(json!({ "assignee_id": 2, "state": "solved" })),
            )
            .await
            .1;
        assert_eq!(
            (&desk["ticket"]["assignee_name"], &desk["ticket"]["state"]),
            (&json!("Nancy Edwards"), &json!("solved"))
        );
        let again = world.post(&format!("/support/tickets/{id}/messages"), LUIS, json!({ "body": "Not quite." })).await;
        assert_eq!(again["ticket"]["state"], "open", "who writes again opens it again");
    }
}

#[tokio::test]
async fn files_are_of_few_kinds_and_only_their_bearer_sends_them() {
    for world in worlds().await {
        let id = question(&world).await;
        let mine = "/support/attachments?file_name=what%20I%20see.exe";
        let (status, _) = put_file(&world, mine, None, b"MZ\x90\x00\x03").await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let (status, file) = put_file(&world, mine, None, b"%PDF-1.7 not really").await;
        assert_eq!((status, &file["file_name"]), (StatusCode::CREATED, &json!("what I see.pdf")), "{file}");
        let big: &'static [u8] = vec![b'a'; 5 * 1024 * 1024 + 1].leak();
        assert_eq!(put_file(&world, mine, None, big).await.0, StatusCode::PAYLOAD_TOO_LARGE);
        let sending = |file: &Value| json!({ "body": "See there.", "attachment_ids": [file["id"]] });
        let path = format!("/admin/tickets/{id}/messages");
        let (status, _) = world.clerk(Method::POST, &path, JANE, Some(sending(&file))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a customer's file is not the staff's to send");
        let sent = world.post(&format!("/support/tickets/{id}/messages"), LUIS, sending(&file)).await;
        assert_eq!(sent["messages"][1]["attachments"][0]["content_type"], "application/pdf");
        let (status, _) =
            world.call(Method::POST, &format!("/support/tickets/{id}/messages"), LUIS, Some(sending(&file))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "one file is in one message");
        let (_, loose) = put_file(&world, "/admin/attachments?file_name=a.txt", Some(JANE), b"plain text").await;
        assert!(loose["id"].is_string(), "{loose}");
        world.clock.advance(std::time::Duration::from_secs(2 * 86_400));
        support::tidy(&world.shop, world.clock.now()).await.unwrap();
        assert_eq!(world.count("select count(*) from ticket_attachments").await, 1, "what nobody sent is forgotten");
    }
}

#[tokio::test]
async fn tickets_are_found_sorted_and_written_by_the_staff_and_answers_are_kept() {
    for world in worlds().await {
        let order = world.get("/orders", LUIS).await["items"][0]["id"].as_str().unwrap().to_owned();
        let body = json!({ "subject": "Wrong song", "body": "It is another one.", "order_id": order, "track_id": 1 });
        world.post("/support/tickets", LUIS, body).await;
        let (status, _) = world
            .call(Method::POST, "/support/tickets", 2, Some(json!({ "subject": "x", "body": "y", "order_id": order })))
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "an order of somebody else");
        world.clock.advance(std::time::Duration::from_secs(60));
        let made = json!({ "customer_id": 1, "subject": "Your parcel", "body": "There is none: all is music." });
        let made = world.desk_post("/admin/tickets", JANE, made).await;
        assert_eq!((&made["ticket"]["number"], &made["ticket"]["state"]), (&json!(2), &json!("pending")));
        assert!(last_mail(&world, "ticket-reply:").await.text.contains("all is music"));
        for (filter, count) in [
            ("", 2),
            ("state=open", 1),
            ("state=open,pending", 2),
            ("q=wrong", 1),
            ("q=%232", 1),
            ("assignee=me", 2),
            ("assignee=none", 0),
            ("waiting=true", 1),
            ("customer=1", 2),
            ("customer=2", 0),
            ("sort=-number", 2),
            ("sort=waiting", 2),
            (&format!("order={order}"), 1),
        ] {
            let page = world.desk_get(&format!("/admin/tickets?{filter}"), JANE).await;
            assert_eq!(page["items"].as_array().unwrap().len(), count, "{filter} on {}", world.engine());
        }
        let first = world.desk_get("/admin/tickets?limit=1&sort=created_at", JANE).await;
        let cursor = first["next_cursor"].as_str().unwrap();
        let next = world.desk_get(&format!("/admin/tickets?limit=1&sort=created_at&cursor={cursor}"), JANE).await;
        assert_eq!((&first["items"][0]["number"], &next["items"][0]["number"]), (&json!(1), &json!(2)));
        assert_eq!(world.desk_get(&format!("/admin/orders/{order}"), JANE).await["tickets"][0]["number"], 1);
        let draft = json!({ "title": "Try again", "body": "Dear {{first_name}}, try again." });
        let kept = world.desk_post("/admin/canned-answers", JANE, draft.clone()).await;
        let (status, _) = world.clerk(Method::POST, "/admin/canned-answers", MARGARET, Some(draft)).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let path = format!("/admin/canned-answers/{}", kept["id"].as_str().unwrap());
        world.clerk(Method::PUT, &path, MARGARET, Some(json!({ "title": "Try again", "body": "Wait." }))).await;
        assert_eq!(world.desk_get("/admin/canned-answers", JANE).await[0]["body"], "Wait.");
        assert_eq!(world.clerk(Method::DELETE, &path, JANE, None).await.0, StatusCode::NO_CONTENT);
        world
            .execute(
                "insert into canned_answers (id, title, body, employee_id, created_at, updated_at)
                 select '018f0000-0000-7000-8000-' || (100000000000 + id), 'Answer ' || id, 'Wait.', 3, 0, 0 from tracks where id <= 500",
            )
            .await;
        assert_eq!(world.desk_get("/admin/canned-answers", JANE).await.as_array().unwrap().len(), 500, "to the last");
        let (status, refusal) =
            world.clerk(Method::POST, "/admin/canned-answers", JANE, Some(json!({ "title": "x", "body": "y" }))).await;
        assert_eq!((status, &refusal["type"]), (StatusCode::CONFLICT, &json!("/problems/too-many-answers")));
        for _ in 0..19 {
            world.post("/support/tickets", LUIS, json!({ "subject": "again", "body": "and again" })).await;
        }
        let (status, _) =
            world.call(Method::POST, "/support/tickets", LUIS, Some(json!({ "subject": "x", "body": "y" }))).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        let told = world
            .count(
                "select count(*) from audit_log where actor_kind = 'staff' and entity in ('ticket', 'canned_answer')",
            )
            .await;
        assert_eq!(told, 4, "opened, and the kept answer written, changed and removed");
    }
}
