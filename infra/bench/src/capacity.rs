//! Consumed capacity of each operation, as the table reports it, with the birth form.

use crate::{
    engines::Engines,
    meter::Meter,
    operations::Doors,
    report::Report,
    synthetic::{Failure, PDF},
};
use domain::message::public::UploadRequest;
use http::Method;
use serde_json::{Value, json};

/// Measures and adds rows.
///
/// # Errors
/// An operation fails.
pub async fn rows(engines: &Engines, report: &mut Report) -> Result<(), Failure> {
    let meter = Meter::default();
    let doors = Doors::new(engines.api(&meter)?);
    let mut cookies = std::collections::BTreeMap::new();
    for account in ["cd-lan", "tn-hatu", "tp-vp-hatu", "tl-vp-hatu", "ct-hatu", "vt-hatu", "tkq-hatu"] {
        cookies.insert(account, doors.sign_in(account).await?);
    }
    let cookie = |account: &str| cookies.get(account).cloned().unwrap_or_default();
    // Reference data are read once per process and day, not per request: warm them first.
    doors.take_in(&cookie("tn-hatu"), 1).await?;

    let prepared = doors.upload(&cookie("cd-lan")).await?;
    meter.take();
    let code = doors.submit(&cookie("cd-lan"), &prepared, 2).await?;
    let used = meter.take();
    report.row("capacity.submit.write", used.write_units, "WCU", Some(12.0));
    report.row("capacity.submit.read", used.read_units, "RCU", None);
    report.row("capacity.submit.calls", used.calls as f64, "calls", None);

    doors.take_in(&cookie("tn-hatu"), 3).await?;
    let used = meter.take();
    report.row("capacity.take_in.write", used.write_units, "WCU", Some(12.0));

    let measured = |name: &str, meter: &Meter, report: &mut Report| {
        let used = meter.take();
        report.row(&format!("capacity.{name}.write"), used.write_units, "WCU", Some(8.0));
        report.row(&format!("capacity.{name}.read"), used.read_units, "RCU", None);
    };
    doors.accept(&cookie("tn-hatu"), &code).await?;
    measured("accept", &meter, report);
    // What the worker does behind the requests: search rows, a notice and the next timer; a notice and the next timer.
    for (name, version) in [("filing", 1), ("step", 2)] {
        api::worker::apply_event(&doors.api, &code.as_str().into(), version).await.map_err(|error| error.0.code)?;
        let used = meter.take();
        report.row(&format!("capacity.worker.{name}.write"), used.write_units, "WCU", None);
        report.row(&format!("capacity.worker.{name}.read"), used.read_units, "RCU", None);
    }
    doors.act(&cookie("tn-hatu"), &code, "forward", 2, json!({ "paper_count": 0 })).await?;
    measured("forward", &meter, report);
    doors
        .act(&cookie("tp-vp-hatu"), &code, "receive", 3, json!({ "assignee": "tl-vp-hatu", "paper_count": 0 }))
        .await?;
    measured("receive", &meter, report);
    doors.act(&cookie("tl-vp-hatu"), &code, "start_work", 4, json!({})).await?;
    measured("start_work", &meter, report);
    let (draft, file) = staff_upload(&doors, &cookie("tl-vp-hatu"), "tl-vp-hatu").await?;
    meter.take();
    doors
        .act(&cookie("tl-vp-hatu"), &code, "submit_for_signature", 5, json!({ "draft": draft, "document": file }))
        .await?;
    measured("submit_for_signature", &meter, report);
    doors.act(&cookie("ct-hatu"), &code, "approve_sign", 6, json!({})).await?;
    measured("approve_sign", &meter, report);
    doors
        .act(
            &cookie("vt-hatu"),
            &code,
            "publish",
            7,
            json!({ "number": "12/GKS", "external_number": "22.2026.000123" }),
        )
        .await?;
    measured("publish", &meter, report);
    doors.act(&cookie("tkq-hatu"), &code, "receive_result", 8, json!({ "paper_count": 1 })).await?;
    measured("receive_result", &meter, report);
    let identity = json!({ "kind": "identity_card", "number": "022196001234" });
    doors
        .act(
            &cookie("tkq-hatu"),
            &code,
            "hand_over",
            9,
            json!({ "identity": identity, "receiver_name": "Nguyễn Thị Lan" }),
        )
        .await?;
    measured("hand_over", &meter, report);

    for number in 10..65 {
        doors.take_in(&cookie("tn-hatu"), number).await?;
    }
    meter.take();
    let path = "/api/staff/queue?desk=TT-06652&state=submitted";
    let page = doors.send(Method::GET, path, &cookie("tn-hatu"), &[], None).await?;
    let rows = page.body.get("rows").and_then(Value::as_array).map_or(0, Vec::len);
    let used = meter.take();
    // The session costs the same for every request; the budget is the page's own.
    meter.take();
    doors.send(Method::GET, "/api/auth/me", &cookie("tn-hatu"), &[], None).await?;
    let session = meter.take();
    report.row("capacity.queue.rows", rows as f64, "rows", None);
    report.row("capacity.queue.page", used.read_units - session.read_units, "RCU", Some(1.5));
    report.row("capacity.session.read", session.read_units, "RCU", None);

    let stored = doors.api.store.dossier(&code.as_str().into()).await?;
    report.row("capacity.head.read", meter.take().read_units, "RCU", Some(1.0));
    let secret =
        doors.api.keys.tracking_secret(&code.as_str().into(), stored.map_or(1, |stored| stored.secret_version));
    doors.send(Method::POST, "/api/public/track", "", &[], Some(&json!({ "code": code, "secret": secret }))).await?;
    report.row("capacity.track.read", meter.take().read_units, "RCU", None);
    doors.send(Method::GET, &format!("/api/staff/dossiers/{code}"), &cookie("tn-hatu"), &[], None).await?;
    let used = meter.take();
    report.row("capacity.view.read", used.read_units, "RCU", None);
    report.row("capacity.view.write", used.write_units, "WCU", None);
    Ok(())
}

/// An officer's upload that lies in the incoming bucket.
async fn staff_upload(doors: &Doors, cookie: &str, account: &str) -> Result<(String, String), Failure> {
    let draft = uuid::Uuid::new_v4().to_string();
    let wish = UploadRequest {
        draft: draft.clone(),
        name: "du-thao.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: PDF.len() as u64,
    };
    let answer =
        doors.send(Method::POST, "/api/staff/uploads", cookie, &[], Some(&serde_json::to_value(&wish)?)).await?;
    let file = answer.body.get("file").and_then(Value::as_str).ok_or("no ticket")?.to_owned();
    let api = &doors.api;
    api.s3
        .put_object()
        .bucket(&api.config.incoming_bucket)
        .key(format!("{}/{account}/{draft}/{file}", api.config.world))
        .body(PDF.to_vec().into())
        .send()
        .await?;
    Ok((draft, file))
}
