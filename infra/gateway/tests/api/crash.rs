//! The host is killed in the middle of its work, twenty times. What it has acknowledged stays.

use crate::{
    common::{
        door::Door,
        host::host,
        http::Ask,
        people::{person, put},
        samples::{self, File},
    },
    process::{Process, folder},
};
use serde_json::Value;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};
use uuid::Uuid;

const KILLS: u64 = 20;

/// A filing on its way: what was sent, and what came back before the end, if anything did.
struct Filing {
    draft: String,
    file: String,
    paper: File,
    body: Value,
    receipt: Option<Value>,
}

#[test]
fn what_was_acknowledged_survives_twenty_kills_with_identical_bytes() {
    let data = folder("killed");
    std::fs::create_dir_all(&data).unwrap();
    let log = data.with_extension("log");
    let mut filings: Vec<Filing> = Vec::new();
    let mut cookie = String::new();
    let born = samples::day(host(), -20);
    for round in 0..KILLS {
        let mut process = Process::start(&data, &log, "warn");
        if cookie.is_empty() {
            // The session outlives every kill as well.
            cookie = format!("session={}", process.session("cd-lan"));
        }
        for filing in filings.iter_mut().filter(|filing| filing.receipt.is_none()) {
            // What was not acknowledged is sent again with its key, as the browser does: it files now, or had filed.
            filing.receipt = Some(process.client.send(&ask(filing, &cookie)).expect(201).json());
        }
        let stop = AtomicBool::new(false);
        let made: Vec<Filing> = thread::scope(|scope| {
            let (process, stop, cookie, born) = (&process, &stop, cookie.as_str(), born.as_str());
            let workers: Vec<_> =
                (0..2).map(|_| scope.spawn(move || file_until_killed(process, stop, cookie, born))).collect();
            // Each round ends at another moment of a filing, which takes some ten milliseconds.
            thread::sleep(Duration::from_millis(120 + round * 7));
            kill(process);
            stop.store(true, Ordering::Relaxed);
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        filings.extend(made);
        process.kill();
    }
    let process = Process::start(&data, &log, "warn");
    let acknowledged = filings.iter().filter(|filing| filing.receipt.is_some()).count() as u64;
    assert!(acknowledged >= 2 * KILLS, "only {acknowledged} filings were acknowledged: too few to prove anything");
    let mother = person(&process, "cd-lan");
    for filing in &filings {
        let Some(receipt) = &filing.receipt else { continue };
        let code = receipt["code"].as_str().unwrap();
        let again = process.client.send(&ask(filing, &cookie)).expect(201).json();
        assert_eq!(again, *receipt, "the same receipt after all that");
        assert_eq!(mother.look(code).expect(200).json()["version"], 1);
        assert_eq!(mother.download(code, &filing.file), filing.paper.bytes, "{code}");
    }
    drop(process);
    let _ = std::fs::remove_dir_all(&data);
    let _ = std::fs::remove_file(&log);
}

/// SIGKILL while others hold the process.
fn kill(process: &Process) {
    let killed = std::process::Command::new("kill").args(["-9", &process.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()), "the process was still there to be killed");
}

fn ask(filing: &Filing, cookie: &str) -> Ask {
    Ask::new("POST", "/api/public/dossiers")
        .header("cookie", cookie)
        .header("idempotency-key", &filing.draft)
        .json(&filing.body)
}

/// Uploads and files, over and over; a broken connection ends it.
fn file_until_killed(process: &Process, stop: &AtomicBool, cookie: &str, born: &str) -> Vec<Filing> {
    let mut filings = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let (draft, paper) = (Uuid::new_v4().to_string(), samples::photo("giấy chứng sinh"));
        let wanted = serde_json::json!({
            "draft": draft, "name": paper.name, "media_type": paper.media_type, "size": paper.bytes.len(),
        });
        let Ok(ticket) =
            process.client.try_send(&Ask::new("POST", "/api/public/uploads").header("cookie", cookie).json(&wanted))
        else {
            break;
        };
        let ticket = ticket.expect(201).json();
        let Ok(stored) = std::panic::catch_unwind(|| put(&ticket, &paper)) else { break };
        stored.expect(200);
        let file = ticket["file"].as_str().unwrap().to_owned();
        let body = samples::birth_on(born, "counter", &file);
        let mut filing = Filing { draft, file, paper, body, receipt: None };
        let answer = process.client.try_send(&ask(&filing, cookie));
        if let Ok(answer) = &answer {
            // A host that is going down may still say that its table is gone; that is no acknowledgement.
            filing.receipt = (answer.status == 201).then(|| answer.json());
            assert!([201, 503].contains(&answer.status), "{}", answer.text());
        }
        filings.push(filing);
        if answer.is_err() {
            break;
        }
    }
    filings
}
