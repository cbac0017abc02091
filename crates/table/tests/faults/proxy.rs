//! Stands between the table and a real DynamoDB API, and does to requests what AWS does now and
//! then and no test server ever.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// What happens to one request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing is done; the answer is this status and error code.
    Refused(u16, &'static str),
    /// It is done, and the answer is lost on the way.
    Lost,
    /// A transaction is cancelled, each part for this reason.
    Cancelled(Vec<&'static str>),
    /// Of a batch, only the first so many are processed.
    Only(usize),
    /// The answer is that of the last request of this kind which was not held back.
    Stale,
    /// A place in a stream before which lie so many empty stretches.
    Far(u32),
}

#[derive(Default)]
struct Script {
    /// The next requests of an operation, in turn.
    next: HashMap<String, VecDeque<Fault>>,
    /// All requests of an operation, once `next` is through.
    always: HashMap<String, Fault>,
    /// Every request that arrived.
    seen: Vec<(String, Value)>,
    /// The last true answer of an operation.
    answers: HashMap<String, Vec<u8>>,
}

#[derive(Clone)]
pub struct Proxy {
    script: Arc<Mutex<Script>>,
    server: String,
    client: reqwest::Client,
    pub url: String,
}

impl Proxy {
    pub async fn before(server: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let proxy = Self { script: Arc::default(), server: server.to_owned(), client: reqwest::Client::new(), url };
        let app = Router::new().fallback(answer).with_state(proxy.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        proxy
    }

    /// What happens to the next requests of an operation.
    pub fn next(&self, operation: &str, faults: impl IntoIterator<Item = Fault>) {
        self.script.lock().unwrap().next.entry(operation.to_owned()).or_default().extend(faults);
    }

    pub fn always(&self, operation: &str, fault: Fault) {
        self.script.lock().unwrap().always.insert(operation.to_owned(), fault);
    }

    /// From now on nothing happens to any request.
    pub fn calm(&self) {
        let mut script = self.script.lock().unwrap();
        script.next.clear();
        script.always.clear();
    }

    /// The requests of an operation so far.
    pub fn seen(&self, operation: &str) -> Vec<Value> {
        let script = self.script.lock().unwrap();
        script.seen.iter().filter(|(name, _)| name == operation).map(|(_, body)| body.clone()).collect()
    }

    async fn forward(&self, headers: HeaderMap, body: Vec<u8>) -> (StatusCode, Vec<u8>) {
        let mut request = self.client.post(&self.server).body(body);
        for name in ["x-amz-target", "content-type", "authorization", "x-amz-date"] {
            if let Some(value) = headers.get(name) {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await.unwrap();
        let status = StatusCode::from_u16(answer.status().as_u16()).unwrap();
        (status, answer.bytes().await.unwrap().to_vec())
    }
}

fn response(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [("content-type", "application/x-amz-json-1.0")], body).into_response()
}

fn error(status: u16, body: &Value) -> Response {
    response(StatusCode::from_u16(status).unwrap(), body.to_string().into_bytes())
}

async fn answer(State(proxy): State<Proxy>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers["x-amz-target"].to_str().unwrap();
    let operation = target.rsplit('.').next().unwrap().to_owned();
    let asked: Value = serde_json::from_slice(&body).unwrap();
    // Queries of a global index are an operation of their own.
    let global = asked["IndexName"].as_str().is_some_and(|name| name.starts_with("gsi"));
    let operation = if global { format!("{operation} of a global index") } else { operation };
    if let Some((left, iterator)) = far(&asked) {
        return if left > 0 {
            let next = format!("far {} {iterator}", left - 1);
            response(StatusCode::OK, json!({ "Records": [], "NextShardIterator": next }).to_string().into_bytes())
        } else {
            let mut asked = asked.clone();
            asked["ShardIterator"] = iterator.into();
            let (status, body) = proxy.forward(headers, asked.to_string().into_bytes()).await;
            response(status, body)
        };
    }
    let fault = {
        let mut script = proxy.script.lock().unwrap();
        script.seen.push((operation.clone(), asked.clone()));
        let next = script.next.get_mut(&operation).and_then(VecDeque::pop_front);
        next.or_else(|| script.always.get(&operation).cloned())
    };
    match fault {
        None => {
            let (status, body) = proxy.forward(headers, body.to_vec()).await;
            proxy.script.lock().unwrap().answers.insert(operation, body.clone());
            response(status, body)
        }
        Some(Fault::Refused(status, code)) => error(
            status,
            &json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "not now" }),
        ),
        Some(Fault::Lost) => {
            proxy.forward(headers, body.to_vec()).await;
            error(500, &json!({ "__type": "com.amazonaws.dynamodb.v20120810#InternalServerError", "message": "lost" }))
        }
        Some(Fault::Cancelled(codes)) => {
            let reasons: Vec<_> = codes.iter().map(|code| json!({ "Code": code, "Message": "in the way" })).collect();
            let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
            error(400, &json!({ "__type": kind, "Message": "cancelled", "CancellationReasons": reasons }))
        }
        Some(Fault::Far(stretches)) => {
            let (status, body) = proxy.forward(headers, body.to_vec()).await;
            let mut answer: Value = serde_json::from_slice(&body).unwrap();
            answer["ShardIterator"] = format!("far {stretches} {}", answer["ShardIterator"].as_str().unwrap()).into();
            response(status, answer.to_string().into_bytes())
        }
        Some(Fault::Only(some)) => partly(&proxy, headers, asked, some).await,
        Some(Fault::Stale) => {
            let old = proxy.script.lock().unwrap().answers.get(&operation).cloned();
            response(StatusCode::OK, old.unwrap_or_else(|| br#"{"Items":[],"Count":0,"ScannedCount":0}"#.to_vec()))
        }
    }
}

/// How many empty stretches lie before a place of ours, and the true iterator.
fn far(asked: &Value) -> Option<(u32, String)> {
    let (left, iterator) = asked["ShardIterator"].as_str()?.strip_prefix("far ")?.split_once(' ')?;
    Some((left.parse().ok()?, iterator.to_owned()))
}

/// Processes the first of a batch and gives the rest back.
async fn partly(proxy: &Proxy, headers: HeaderMap, mut asked: Value, some: usize) -> Response {
    let (table, requests) = asked["RequestItems"].as_object().unwrap().iter().next().unwrap();
    let (table, mut rest) = (table.clone(), requests.clone());
    let reads = rest.is_object();
    let list = if reads { &mut rest["Keys"] } else { &mut rest };
    let mut all = std::mem::take(list.as_array_mut().unwrap());
    let left = all.split_off(some.min(all.len()));
    *list = Value::Array(left);
    let done = if reads { &mut asked["RequestItems"][&table]["Keys"] } else { &mut asked["RequestItems"][&table] };
    *done = Value::Array(all);
    let nothing = done.as_array().unwrap().is_empty();
    let mut answer = if nothing {
        if reads { json!({ "Responses": { &table: [] } }) } else { json!({}) }
    } else {
        let (_, body) = proxy.forward(headers, asked.to_string().into_bytes()).await;
        serde_json::from_slice::<Value>(&body).unwrap()
    };
    answer[if reads { "UnprocessedKeys" } else { "UnprocessedItems" }] = json!({ &table: rest });
    response(StatusCode::OK, answer.to_string().into_bytes())
}
