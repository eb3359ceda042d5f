//! Why an action is refused, which rule says so, and what would make it pass; [`Guard::sentence`] has the words.

mod words;

use super::state::StateName;
use crate::form::FieldError;
use serde::{Deserialize, Serialize};

/// An action that the rules do not allow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No rule leads from this state by this action: 409.
    #[error("the action is impossible in this state")]
    Impossible { state: StateName },
    /// The rule exists, but not for this person: 403.
    #[error("the action is not this person's")]
    NotYours,
    /// A guard of the rule says no: 422 with its id and source.
    #[error("a rule refuses: {0:?}")]
    Guard(Guard),
    /// Inputs are missing or wrong: 422 with fields.
    #[error("inputs are wrong")]
    Input(Vec<FieldError>),
}

/// A rule that refused, for people: see [`Guard::why`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// Number of the rule in `regulation.json` (`R06`), of the invariant in `statuses.json` (`I7`), or the name of the
    /// field of the procedure that says it (`approval_levels`).
    pub rule: &'static str,
    /// The article, as `regulation.json` has it; none for a rule of this system or of the procedure.
    pub reference: Option<&'static str>,
    /// What would make it pass.
    pub remedy: Remedy,
    /// The input it is about, if it is about one.
    pub field: Option<&'static str>,
}

macro_rules! remedies {
    ($($variant:ident => $id:literal),* $(,)?) => {
        /// What would make a refused action pass, or what to do instead: as a code; [`Remedy::words`] has the words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Remedy { $($variant),* }

        impl Remedy {
            /// The code on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

remedies! {
    CompleteTheForm => "complete_the_form",
    SettleFees => "settle_fees",
    AskForASupplement => "ask_for_a_supplement",
    ScanOrSayWhyNot => "scan_or_say_why_not",
    AskTheHead => "ask_the_head",
    WaitForTheLastDay => "wait_for_the_last_day",
    NothingToConfirm => "nothing_to_confirm",
    ConfirmTheLateEntry => "confirm_the_late_entry",
    LetAnotherPersonDoIt => "let_another_person_do_it",
    ReferToCoordination => "refer_to_coordination",
    ForwardIt => "forward_it",
    WaitForTheOpinions => "wait_for_the_opinions",
    SubmitIt => "submit_it",
    SubmitForApproval => "submit_for_approval",
    SubmitForSignature => "submit_for_signature",
    EndorseIt => "endorse_it",
    LetAnotherHeadEndorse => "let_another_head_endorse",
    SignTheDenial => "sign_the_denial",
    SignTheGrant => "sign_the_grant",
    LetTheSignerSign => "let_the_signer_sign",
    ChangeTheWayOfReturn => "change_the_way_of_return",
    SendTheResult => "send_the_result",
    GoWhereItLies => "go_where_it_lies",
    HandItOver => "hand_it_over",
    DecideWithoutExtension => "decide_without_extension",
    EndTheDetourFirst => "end_the_detour_first",
    WaitForTheProvince => "wait_for_the_province",
    OnceOnly => "once_only",
    FinishTheCorrection => "finish_the_correction",
    DecideWithoutSupplement => "decide_without_supplement",
    NothingToAgreeTo => "nothing_to_agree_to",
    AttachThePdf => "attach_the_pdf",
    EnterTheOutsideNumber => "enter_the_outside_number",
    CheckTheIdentity => "check_the_identity",
    CorrectTheProcedure => "correct_the_procedure",
    LetTheOfficerInChargeSign => "let_the_officer_in_charge_sign",
    LetTheHolderPostIt => "let_the_holder_post_it",
    LetTheOwnerAnswer => "let_the_owner_answer",
    NothingToDo => "nothing_to_do",
    WaitForTheTimer => "wait_for_the_timer",
    NothingToAnswer => "nothing_to_answer",
    LetTheAskedAgencyAnswer => "let_the_asked_agency_answer",
}

macro_rules! guards {
    ($($(#[$doc:meta])* $variant:ident => $id:literal, $rule:literal, $reference:expr, $remedy:ident, $field:expr;)*) => {
        /// Guards of `statuses.json`, by id, and those that this project adds for what the data say in conditions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Guard { $($(#[$doc])* #[serde(rename = $id)] $variant),* }

        impl Guard {
            /// Every guard.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id of `statuses.json`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// Which rule says it, and what would make it pass.
            #[must_use]
            pub const fn why(self) -> Why {
                match self {
                    $(Self::$variant => Why { rule: $rule, reference: $reference, remedy: Remedy::$remedy, field: $field }),*
                }
            }
        }
    };
}

const R04: Option<&str> = Some("Decree 118/2025, Art. 17; Circular 03/2025 forms 01-03");
const R06: Option<&str> = Some("Decree 61/2018 Art. 17; Decree 118/2025");
const R07: Option<&str> = Some("Decree 118/2025 Art. 17(1)(c); Circular 03/2025 Art. 5; Circular 01/2023 Art. 8");
const R13: Option<&str> = Some("Decree 118/2025 Art. 19; Circular 03/2025 form 04; 61/2018 Art. 19");
const R14: Option<&str> = Some("Decree 118/2025 Art. 19; local regulation");
const R15: Option<&str> = Some("Decree 118/2025 Art. 21; Circular 03/2025 Art. 7");
const R17: Option<&str> = Some("Decree 118/2025 Art. 20; Decree 45/2020 Art. 14");
const R18: Option<&str> = Some("Law 20/2023/QH15; Decree 45/2020 Art. 14, 25; Circular 01/2023");
const R23: Option<&str> = Some("Circular 04/2025 Art. 23(2)");
const R28: Option<&str> =
    Some("Law on Fees; Circulars 281/2016 (8,000 VND extract), 226/2016 (certification), 85/2019; Decree 118/2025");
const R30: Option<&str> = Some("Decree 61/2018 Art. 29-32; Circular 01/2018; Decision 766");

guards! {
    /// The form passes the procedure's rules; a [`crate::form::Submission`] is the proof.
    FormValid => "form_valid", "R04", R04, CompleteTheForm, Some("form_data");
    /// Every fee due at filing is paid, or waived with a reason.
    FeeAtFilingPaid => "fee_at_filing_paid", "R28", R28, SettleFees, Some("fees");
    /// Every paper of the check-list is present, valid or replaced by data.
    DossierComplete => "dossier_complete", "R04", R04, AskForASupplement, Some("checklist");
    /// Paper is scanned or has an exception reason.
    Digitised => "digitised", "R07", R07, ScanOrSayWhyNot, Some("checklist");
    /// Once a stage; a second time with the head's agreement.
    SupplementAllowed => "supplement_allowed", "R06", R06, AskTheHead, Some("items");
    /// The head has agreed to exactly this list.
    UnitHeadAgrees => "unit_head_agrees", "R06", R06, AskTheHead, Some("items");
    /// The last day of the supplement has passed, and nothing came.
    SupplementOverdueFired => "supplement_overdue_fired", "I8", None, WaitForTheLastDay, None;
    IsLateEntry => "is_late_entry", "I14", None, NothingToConfirm, None;
    /// A second person has confirmed or rejected the late entry.
    LateEntryConfirmed => "late_entry_confirmed", "I14", None, ConfirmTheLateEntry, None;
    /// Another person than the one who entered it.
    SecondPerson => "second_person", "I14", None, LetAnotherPersonDoIt, None;
    CompetenceResolved => "competence_resolved", "R23", R23, ReferToCoordination, None;
    CompetenceUnresolved => "competence_unresolved", "R23", R23, ForwardIt, None;
    /// The procedure is resolved at the desk by the resolving agency itself.
    OnTheSpot => "on_the_spot", "on_the_spot", None, ForwardIt, None;
    NoBlockingOpinionOpen => "no_blocking_opinion_open", "I13", None, WaitForTheOpinions, None;
    /// The rest of the fee is computed.
    FeeDueKnown => "fee_due_known", "R28", R28, SettleFees, None;
    Level0 => "level_0", "approval_levels", None, SubmitIt, None;
    Level1 => "level_1", "approval_levels", None, SubmitForApproval, None;
    Levels2And3 => "levels_2_3", "approval_levels", None, SubmitForSignature, None;
    Level3First => "level_3_first", "approval_levels", None, EndorseIt, None;
    /// The last endorsement that is needed, by another person than those before.
    LastEndorsement => "last_endorsement", "approval_levels", None, LetAnotherHeadEndorse, None;
    /// Who may draft a denial depends on the approval levels.
    DenyActorByLevel => "deny_actor_by_level", "approval_levels", None, SubmitForApproval, None;
    KindGrant => "kind_grant", "I8", None, SignTheDenial, None;
    KindDenial => "kind_denial", "I8", None, SignTheGrant, None;
    /// Who entered or accepted a dossier neither endorses nor signs it.
    FourEyes => "four_eyes", "I7", None, LetAnotherPersonDoIt, None;
    /// The signer is authorised; signatures are demonstrations in this version.
    ValidCertificate => "valid_certificate", "R18", R18, LetTheSignerSign, None;
    ReturnOnPaper => "return_on_paper", "R17", R17, ChangeTheWayOfReturn, None;
    ReturnOnline => "return_online", "R17", R17, ChangeTheWayOfReturn, None;
    ReturnByPost => "return_by_post", "R17", R17, ChangeTheWayOfReturn, None;
    /// The agency itself is the return place, or the result has arrived.
    HereOrArrived => "here_or_arrived", "R17", R17, SendTheResult, None;
    /// The result lies at the actor's desk.
    LiesHere => "lies_here", "R17", R17, GoWhereItLies, None;
    /// The result lies elsewhere than it is returned: it must be sent.
    LiesElsewhere => "lies_elsewhere", "R17", R17, HandItOver, None;
    FeesSettled => "fees_settled", "R28", R28, SettleFees, Some("fees");
    /// One extension.
    ExtensionLeft => "extension_left", "R13", R13, DecideWithoutExtension, Some("new_due_on");
    /// No detour is under way twice.
    NotOnStack => "not_on_stack", "I12", None, EndTheDetourFirst, None;
    /// The actor's unit is named to take the hand-over, and has not rejected it.
    IsNamedReceiver => "is_named_receiver", "I11", None, WaitForTheProvince, None;
    NotRatedYet => "not_rated_yet", "R30", R30, OnceOnly, None;
    NoOpenCorrection => "no_open_correction", "I9", None, FinishTheCorrection, None;

    // Added by this project.
    /// The list may still be asked for with the head's agreement.
    SupplementLeft => "supplement_left", "R06", R06, DecideWithoutSupplement, Some("items");
    /// A list waits for the head.
    SupplementProposed => "supplement_proposed", "R06", R06, NothingToAgreeTo, None;
    /// A positive result needs its file.
    ResultDocument => "result_document", "R18", R18, AttachThePdf, Some("document");
    /// The procedure wants the number of an outside register.
    ExternalNumber => "external_number", "external_number", None, EnterTheOutsideNumber, Some("external_number");
    IdentityCheck => "identity_check", "I15", None, CheckTheIdentity, Some("identity.number");
    /// The procedure may change only before it is forwarded.
    BeforeForward => "before_forward", "R14", R14, CorrectTheProcedure, Some("procedure");
    /// Level 0: the officer in charge is the authorised signer.
    OfficerInCharge => "officer_in_charge", "approval_levels", None, LetTheOfficerInChargeSign, None;
    /// From the agency the registry posts it, from a centre the returns desk.
    PostedByHolder => "posted_by_holder", "R17", R17, LetTheHolderPostIt, None;
    /// Before acceptance the centre answers a withdrawal, after it the agency.
    AnswersWithdrawal => "answers_withdrawal", "R15", R15, LetTheOwnerAnswer, None;
    /// Under a hand-over the giving unit extends, and not while a withdrawal is asked for.
    OwnerExtends => "owner_extends", "R13", R13, LetTheOwnerAnswer, None;
    /// A rating is never taken by an officer who acted on the dossier.
    NotActedBefore => "not_acted_before", "R30", R30, LetAnotherPersonDoIt, None;
    /// The dossier has the linked correction that is named.
    OpenCorrection => "open_correction", "I9", None, NothingToDo, None;
    /// The timer runs and its moment has come.
    TimerDue => "timer_due", "I8", None, WaitForTheTimer, None;
    /// The named calendar is the one that is counted by, and it moves the date of a clock that runs.
    DueMoves => "due_moves", "I5", None, NothingToDo, None;
    /// The item is there and waits for an answer.
    OpinionOpen => "opinion_open", "I13", None, NothingToAnswer, Some("opinion");
    /// The item was asked of the actor's agency.
    OwnOpinion => "own_opinion", "I13", None, LetTheAskedAgencyAnswer, Some("opinion");
    OpinionLate => "opinion_late", "I8", None, WaitForTheTimer, Some("opinion");
}
