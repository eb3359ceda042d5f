//! Filing: everything that the domain's walks begin with, sent by the portal and the counter as people send it.

use super::{
    checks::refused,
    common::{people::person, samples},
    model::{
        Refused,
        dossier_stage::{Stage, UNITS, card, parse, procedure},
        dossier_walk_parts::cast::stages,
        plain,
    },
    walk::Walk,
};
use domain::{
    account::Role,
    calendar::day_of,
    competence::{self, CompetenceDecision, Outcome},
    dossier::{
        Action, Actor,
        act::{Context, act},
        event::{FileCard, FiledPaper},
        head::Resolver,
        submit::{LateEntryInput, NewDossier, Way, submit},
    },
    form::{Answers, Facts, Submission, is_the_form_itself, paper_is_needed},
    ids::{CentreId, DossierId, RequestId},
    message::problem::code,
    procedure::{Channel, Procedure},
};
use jiff::{SignedDuration, ToSpan};
use serde_json::{Value, json};
use uuid::Uuid;

/// A filing that succeeded, with its receipt.
#[derive(Clone)]
pub struct Filed {
    account: String,
    key: String,
    body: Value,
    receipt: Value,
}

/// A filing as it will be sent.
struct Draft {
    key: String,
    actor: Actor,
    procedure: Procedure,
    answers: Answers,
    papers: Vec<FiledPaper>,
    centre: Option<CentreId>,
    way: Way,
    like: Stage,
    accepts: bool,
}

impl Walk {
    /// Somebody files something new.
    pub fn file(&mut self) {
        // What the portal of the nation files and what a correction opens have ways of their own.
        let which = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11][self.dice.below(11)];
        let like = stages(which);
        let online = like.dossier.channel == Channel::Online;
        let received = like.dossier.receiving_centre.clone();
        let account = match received.as_str() {
            _ if online => "cd-lan".to_owned(),
            "06838" => "tn-binhlieu".to_owned(),
            "06712" => "tn-mongcai1".to_owned(),
            _ => ["tn-hatu", "ca-phuong"][self.dice.below(2)].to_owned(),
        };
        let account = if !online && self.dice.below(12) == 0 { self.some_officer() } else { account };
        let known = self.model.accounts.iter().find(|known| known.id.as_str() == account).expect("an account").clone();
        let answers = self.answers(which, &like);
        let late = which == 8;
        let late_entry = late.then(|| LateEntryInput {
            received_at: self.model.now - SignedDuration::from_hours(30),
            reason: "Mất điện toàn xã".to_owned(),
            paper_receipt_no: "GT-12".to_owned(),
        });
        let way = match (like.dossier.channel, &like.dossier.post_item_no) {
            (Channel::Online, _) => Way::Online,
            (Channel::Post, number) => Way::Post { item_no: number.clone().unwrap_or_default(), late_entry },
            (Channel::Counter, _) => Way::Counter { identity: card(), late_entry },
        };
        let key = Uuid::new_v4().to_string();
        let procedure = procedure(like.dossier.procedure.code.as_str()).clone();
        let facts = Facts::on(day_of(self.model.now)).by(way.channel());
        let papers = self.papers(&account, &key, &procedure, &answers, &facts);
        let draft = Draft {
            key: key.clone(),
            actor: self.actor(&known),
            procedure,
            answers,
            papers,
            centre: (!online || self.dice.below(2) == 0).then_some(received.clone()),
            way,
            accepts: !online && self.dice.below(3) == 0,
            like,
        };
        let mut body = self.body(&draft);
        let takes_in = known.centres(Role::IntakeOfficer).any(|centre| *centre == received);
        let expected = if !online && !takes_in {
            Err(Refused::plain(403, code::NOT_PERMITTED))
        } else {
            self.model_files(&draft, &mut body)
        };
        self.note(format!("{account} files {which}: {:?}", expected.as_ref().map(|stage| &stage.dossier.code)));
        let answer = person(&self.world, &account).file(&key, &body);
        match expected {
            Err(expected) => refused(&answer, &expected),
            Ok(stage) => {
                let receipt = answer.expect(201).json();
                let dossier = &stage.dossier;
                let code = dossier.code.as_str().to_owned();
                assert_eq!(receipt["code"], code.as_str(), "R22");
                assert_eq!(receipt["secret"], self.world.api.keys.tracking_secret(&dossier.code, 1).as_str());
                assert_eq!(receipt["centre"], dossier.receiving_centre.as_str());
                let agency = dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str());
                assert_eq!(receipt["agency"].as_str(), agency);
                self.model.dossiers.insert(code.clone(), stage);
                self.filed = Some(Filed { account, key, body, receipt });
                self.stored_is(&code);
                self.settle(&code);
            }
        }
    }

    /// The last filing once more: the same receipt, and no second dossier; with another body it is refused.
    pub fn file_again(&mut self) {
        let Some(filed) = self.filed.clone() else { return };
        self.note(format!("{} files again", filed.account));
        let again = person(&self.world, &filed.account).file(&filed.key, &filed.body);
        // Whatever became of the dossier since: the receipt says what was true when it was filed.
        let (again, first) = (again.expect(201).json(), filed.receipt.clone());
        assert_eq!(again, first, "a filing sent twice");
        let mut other = filed.body.clone();
        other["return_to"]["address"] = json!("Tổ 99");
        person(&self.world, &filed.account).file(&filed.key, &other).refused(422, code::KEY_REUSED);
    }

    fn some_officer(&mut self) -> String {
        loop {
            let account = self.anybody();
            if account.is_staff() {
                return account.id.as_str().to_owned();
            }
        }
    }

    fn answers(&mut self, which: usize, like: &Stage) -> Answers {
        let mut answers = like.content.answers.clone();
        if answers.contains_key("child_dob") {
            // Some come late, and are told so.
            let born = day_of(self.model.now).checked_sub(self.up_to(70).days()).expect("a day");
            answers.insert("child_dob".to_owned(), json!(born));
        }
        if answers.contains_key("business_name") {
            answers.insert("business_name".to_owned(), json!(format!("Hộ kinh doanh {}", Uuid::new_v4())));
        }
        if which == 5 {
            // By the data nobody is competent for a shop there.
            answers.insert("business_address".to_owned(), json!({ "unit_code": "06655", "detail": "Tổ 1" }));
        }
        answers
    }

    /// Papers: on paper at a desk, sent by phone.
    fn papers(
        &mut self,
        account: &str,
        key: &str,
        procedure: &Procedure,
        answers: &Answers,
        facts: &Facts,
    ) -> Vec<FiledPaper> {
        let online = facts.channel == Some(Channel::Online);
        let sent = |paper: &domain::procedure::PaperRequirement| {
            paper_is_needed(paper, answers, facts) && paper.replaceable_by.is_none() && !is_the_form_itself(paper)
        };
        let mut papers = Vec::new();
        for paper in procedure.papers.iter().filter(|paper| !online || sent(paper)) {
            let files =
                if online { vec![self.upload(account, key, &samples::photo("giấy tờ"))] } else { Vec::new() };
            papers.push(FiledPaper { paper: Some(paper.id), files, on_paper: !online });
        }
        papers
    }

    /// Somebody puts a file under a draft.
    pub fn upload(&mut self, account: &str, draft: &str, file: &samples::File) -> FileCard {
        let id = person(&self.world, account).upload(draft, file);
        FileCard {
            id: id.as_str().into(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.bytes.len() as u64,
            sha256: api::seal::sha256_hex(&file.bytes),
            by_content: true,
        }
    }

    fn body(&self, draft: &Draft) -> Value {
        let papers: Vec<Value> = draft
            .papers
            .iter()
            .map(|paper| {
                let files: Vec<_> = paper.files.iter().map(|file| &file.id).collect();
                json!({ "paper": paper.paper, "files": files, "on_paper": paper.on_paper })
            })
            .collect();
        let mut body = json!({
            "procedure": draft.procedure.reference(), "answers": draft.answers, "papers": papers,
            "return_to": draft.like.dossier.return_to, "centre": draft.centre,
        });
        match &draft.way {
            Way::Counter { identity, late_entry } => {
                body["identity"] = json!(identity);
                body["late_entry"] = json!(late_entry);
            }
            Way::Post { item_no, late_entry } => {
                body["post_item_no"] = json!(item_no);
                body["late_entry"] = json!(late_entry);
            }
            _ => {}
        }
        if draft.way.channel() != Channel::Online {
            body["paper_count"] = json!(draft.like.dossier.paper_count);
        }
        body
    }

    fn route(&self, draft: &Draft, submission: &Submission, facts: &Facts) -> (CompetenceDecision, CentreId) {
        let provincial = CentreId::from("QN-PVHCC");
        let first = draft.centre.as_ref().unwrap_or(&provincial);
        let on = facts.submitted_on;
        let decision = competence::resolve(&draft.procedure, &submission.answers, facts, first, on, &UNITS);
        let own = match &decision.outcome {
            Outcome::Resolved { agency, .. } => UNITS.centre_of(agency, on),
            _ => provincial,
        };
        (decision, draft.centre.clone().unwrap_or(own))
    }

    /// What must become of it; accepting at once adds what the officer ticks off.
    fn model_files(&mut self, draft: &Draft, body: &mut Value) -> Result<Stage, Refused> {
        let facts = Facts::on(day_of(self.model.now)).by(draft.way.channel());
        let submission = parse(&draft.procedure, &draft.answers, &facts).map_err(Refused::invalid)?;
        let (decision, centre) = self.route(draft, &submission, &facts);
        if competence::may_receive(&draft.procedure, &centre, draft.way.channel(), &decision).is_err() {
            return Err(Refused::plain(422, code::NOT_HERE));
        }
        let resolver = Resolver::of(&decision.outcome);
        let number = submission.applicant.id_number.clone();
        let online = draft.way.channel() == Channel::Online;
        let owner = draft.actor.citizen.clone().filter(|_| online);
        let code = self.model.next_code(resolver.as_ref());
        let (dossier, first) = submit(NewDossier {
            id: DossierId::from(draft.key.as_str()),
            way: draft.way.clone(),
            code,
            procedure: &draft.procedure,
            submission,
            papers: draft.papers.clone(),
            receiving_centre: centre,
            resolver,
            competence: decision.because,
            return_to: draft.like.dossier.return_to.clone(),
            owner: owner.or_else(|| number.as_deref().map(|number| (self.model.pseudonym)(number))),
            paper_count: if online { 0 } else { draft.like.dossier.paper_count },
            actor: &draft.actor,
            request: RequestId::from(draft.key.as_str()),
            calendar: &super::model::dossier_stage::CALENDAR,
            now: self.model.now,
        })?;
        let mut stage = Stage::begun(dossier, first, self.model.now);
        if draft.accepts {
            let accept = stage.acceptance();
            let Action::Accept { checklist, fees, .. } = &accept else { unreachable!("an acceptance") };
            body["accept"] = json!({ "checklist": checklist, "fees": fees });
            let slip_number = self.model.next_slip(stage.dossier.receiving_centre.as_str(), "01");
            let request = format!("{}/accept", draft.key);
            let context = plain(&draft.actor, &draft.procedure, &stage, self.model.now, request);
            let (after, event) =
                act(stage.dossier.clone(), &accept, Context { slip_number, acted_before: true, ..context })?;
            self.model.keep(&mut stage, &draft.actor, &accept, after, event);
        }
        Ok(stage)
    }
}
