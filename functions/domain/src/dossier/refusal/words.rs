//! A rule that says no, in words: what it says, what would make it pass, and where it is written.

use super::{Guard, Remedy, Why};
use crate::text::Text;

impl Guard {
    /// What it says.
    #[must_use]
    pub fn words(self) -> Text {
        text(match self {
            Self::DossierComplete => (
                "Hồ sơ chưa đủ: mỗi giấy tờ phải có, được thay bằng dữ liệu, hoặc không cần trong trường hợp này. Nếu thiếu, hãy yêu cầu bổ sung.",
                "Not complete: each paper must be present, replaced by data, or not needed in this case. If something is missing, ask for a supplement.",
            ),
            Self::FeeAtFilingPaid => (
                "Chưa thu đủ phí, lệ phí, hoặc thiếu số biên lai hay lý do miễn.",
                "The fee is not settled: amount, receipt number or reason for exemption is missing.",
            ),
            Self::SupplementAllowed => (
                "Đã yêu cầu bổ sung một lần ở giai đoạn này.",
                "A supplement has been asked for once at this stage already.",
            ),
            Self::UnitHeadAgrees => (
                "Lãnh đạo phòng phải đồng ý đúng danh sách này trước.",
                "The unit head must agree to exactly this list first.",
            ),
            Self::CompetenceResolved => (
                "Chưa xác định được cơ quan giải quyết; hãy chuyển điều phối thẩm quyền.",
                "No agency is competent yet; refer the question of competence.",
            ),
            Self::CompetenceUnresolved => (
                "Đã xác định được cơ quan giải quyết; hãy chuyển hồ sơ.",
                "The competent agency is known; forward the dossier.",
            ),
            Self::Level0
            | Self::Level1
            | Self::Levels2And3
            | Self::Level3First
            | Self::LastEndorsement
            | Self::DenyActorByLevel => (
                "Số cấp duyệt của thủ tục này không cho phép bước này.",
                "The approval levels of this procedure do not allow this step.",
            ),
            Self::KindGrant => ("Dự thảo là văn bản không giải quyết.", "The draft is a denial."),
            Self::KindDenial => {
                ("Dự thảo là văn bản đồng ý, không phải từ chối.", "The draft is a grant, not a denial.")
            }
            Self::FourEyes => (
                "Bạn đã nhập hoặc tiếp nhận hồ sơ này nên không duyệt, không ký được.",
                "You entered or accepted this dossier, so you can neither endorse nor sign it.",
            ),
            Self::ReturnOnPaper => ("Người nộp không chọn nhận bản giấy.", "The applicant did not ask for paper."),
            Self::ReturnOnline => {
                ("Người nộp không chọn nhận trực tuyến.", "The applicant did not ask for an online result.")
            }
            Self::HereOrArrived => ("Kết quả chưa đến nơi trả.", "The result has not arrived at the return place."),
            Self::LiesElsewhere => (
                "Kết quả trả ngay tại cơ quan này, không cần chuyển.",
                "The result is returned at this agency itself; nothing needs to be sent.",
            ),
            Self::ResultDocument => (
                "Cần kèm tệp PDF của kết quả; nếu không giải quyết, cần lý do và căn cứ.",
                "A PDF of the result is needed; for a denial, its reason and legal basis.",
            ),
            Self::ExternalNumber => (
                "Thủ tục này cần số của cơ sở dữ liệu ngoài.",
                "This procedure needs the number of the outside register.",
            ),
            Self::IdentityCheck => ("Cần kiểm tra giấy tờ của người nhận.", "The receiver's identity must be checked."),
            Self::BeforeForward => (
                "Chỉ đổi được thủ tục trước khi chuyển hồ sơ.",
                "The procedure can only be changed before the dossier is forwarded.",
            ),
            Self::Digitised => (
                "Giấy tờ bản giấy phải được quét, hoặc chọn lý do không quét.",
                "Paper must be scanned, or the reason why not chosen.",
            ),
            Self::SupplementLeft => (
                "Đã hết số lần yêu cầu bổ sung ở giai đoạn này.",
                "No further supplement may be asked for in this stage.",
            ),
            Self::SupplementProposed => ("Không có danh sách nào chờ đồng ý.", "No list waits for agreement."),
            Self::SupplementOverdueFired => {
                ("Hạn bổ sung chưa hết.", "The last day for the supplement has not passed.")
            }
            Self::IsLateEntry => ("Không có việc nhập muộn nào chờ xác nhận.", "No late entry waits for confirmation."),
            Self::LateEntryConfirmed => (
                "Việc nhập muộn phải được người thứ hai xác nhận trước.",
                "A second person must confirm the late entry first.",
            ),
            Self::SecondPerson => (
                "Phải do người khác với người đã nhập thực hiện.",
                "Another person than the one who entered it must do this.",
            ),
            Self::OnTheSpot => ("Thủ tục này không giải quyết tại chỗ.", "This procedure is not resolved on the spot."),
            Self::NoBlockingOpinionOpen => ("Còn ý kiến phối hợp chưa trả lời.", "An opinion is still open."),
            Self::FeeDueKnown => ("Chưa xác định được số phí còn lại.", "The rest of the fee is not known yet."),
            Self::FeesSettled => ("Còn phí, lệ phí chưa thu.", "A fee is still to be paid."),
            Self::ValidCertificate => (
                "Chỉ người có thẩm quyền ký của cơ quan này mới ký được.",
                "Only an authorised signer of this agency can sign.",
            ),
            Self::OfficerInCharge => {
                ("Chỉ cán bộ đang thụ lý ký trực tiếp được.", "Only the officer in charge signs directly.")
            }
            Self::ReturnByPost => {
                ("Người nộp không chọn nhận qua bưu chính.", "The applicant did not choose the post.")
            }
            Self::PostedByHolder => ("Kết quả do nơi đang giữ gửi đi.", "Whoever holds the result posts it."),
            Self::LiesHere => ("Kết quả không ở quầy này.", "The result does not lie at this desk."),
            Self::ExtensionLeft => (
                "Hồ sơ đã được gia hạn một lần, hoặc không có ngày hẹn để gia hạn.",
                "It has had its one extension, or has no date to extend.",
            ),
            Self::OwnerExtends => {
                ("Khi đang bàn giao, chỉ cơ quan bàn giao gia hạn.", "Under a hand-over only the giving unit extends.")
            }
            Self::NotOnStack => ("Việc này đang được tiến hành rồi.", "This is under way already."),
            Self::IsNamedReceiver => ("Cơ quan này đã từ chối nhận bàn giao.", "This unit has rejected the hand-over."),
            Self::AnswersWithdrawal => (
                "Trước khi tiếp nhận do trung tâm trả lời, sau đó do cơ quan giải quyết.",
                "Before acceptance the centre answers, after it the agency.",
            ),
            Self::NotRatedYet => ("Hồ sơ đã được đánh giá.", "It has been rated."),
            Self::NotActedBefore => {
                ("Cán bộ đã xử lý hồ sơ không nhận đánh giá.", "An officer who acted on the dossier takes no rating.")
            }
            Self::NoOpenCorrection | Self::OpenCorrection => (
                "Đang có hồ sơ đính chính, hoặc không có hồ sơ nào phù hợp.",
                "A correction is under way, or there is none that fits.",
            ),
            Self::TimerDue | Self::OpinionLate => ("Chưa đến hạn.", "It is not due yet."),
            Self::DueMoves => {
                ("Ngày hẹn trả không đổi theo lịch này.", "The due date does not move under this calendar.")
            }
            Self::OpinionOpen | Self::OwnOpinion => {
                ("Câu hỏi này không chờ cơ quan bạn trả lời.", "This question does not wait for your agency.")
            }
            Self::FormValid => ("Tờ khai chưa hợp lệ.", "The form is not valid."),
        })
    }

    /// The whole as one sentence: what it says, what would make it pass, and where it is written.
    #[must_use]
    pub fn sentence(self) -> Text {
        let why = self.why();
        let (says, remedy, source) = (self.words(), why.remedy.words(), why.source());
        Text {
            vi: format!("{} {} ({})", says.vi, remedy.vi, source.vi),
            en: format!("{} {} ({})", says.en, remedy.en, source.en),
        }
    }
}

impl Remedy {
    /// What would make it pass.
    #[must_use]
    pub fn words(self) -> Text {
        text(match self {
            Self::CompleteTheForm => {
                ("Hãy bổ sung, sửa các mục còn sai trong tờ khai.", "Complete and correct the form.")
            }
            Self::SettleFees => (
                "Hãy thu đủ phí, ghi số biên lai, hoặc ghi lý do miễn, giảm.",
                "Take the fee with its receipt number, or give the reason for the exemption.",
            ),
            Self::AskForASupplement => {
                ("Hãy yêu cầu bổ sung những giấy tờ còn thiếu.", "Ask for a supplement of what is missing.")
            }
            Self::ScanOrSayWhyNot => {
                ("Hãy quét bản giấy, hoặc chọn lý do không quét.", "Scan the paper, or choose why it is not scanned.")
            }
            Self::AskTheHead => (
                "Hãy đề xuất danh sách để lãnh đạo đồng ý trước.",
                "Propose the list, so that the head can agree to it first.",
            ),
            Self::WaitForTheLastDay => {
                ("Hãy chờ hết hạn bổ sung.", "Wait until the last day of the supplement is over.")
            }
            Self::NothingToConfirm => ("Không có gì phải xác nhận.", "There is nothing to confirm."),
            Self::ConfirmTheLateEntry => {
                ("Hãy để người thứ hai xác nhận việc nhập muộn.", "Let a second person confirm the late entry.")
            }
            Self::LetAnotherPersonDoIt => ("Hãy để người khác làm việc này.", "Let another person do it."),
            Self::ReferToCoordination => ("Hãy chuyển điều phối thẩm quyền.", "Refer it to coordination."),
            Self::ForwardIt => ("Hãy chuyển hồ sơ đến cơ quan giải quyết.", "Forward it to the deciding agency."),
            Self::WaitForTheOpinions => (
                "Hãy chờ các cơ quan trả lời, hoặc thu hồi câu hỏi.",
                "Wait for the answers, or withdraw the questions.",
            ),
            Self::SubmitIt => {
                ("Hãy trình theo số cấp duyệt của thủ tục.", "Submit it by the approval levels of the procedure.")
            }
            Self::SubmitForApproval => ("Hãy trình lãnh đạo duyệt.", "Submit it for endorsement."),
            Self::SubmitForSignature => ("Hãy trình ký.", "Submit it for signature."),
            Self::EndorseIt => ("Hãy duyệt và trình ký.", "Endorse it for signature."),
            Self::LetAnotherHeadEndorse => {
                ("Hãy để lãnh đạo khác duyệt lần cuối.", "Let another head give the last endorsement.")
            }
            Self::SignTheDenial => ("Hãy ký văn bản không giải quyết.", "Sign the denial."),
            Self::SignTheGrant => ("Hãy ký kết quả.", "Sign the result."),
            Self::LetTheSignerSign => ("Hãy để người có thẩm quyền ký.", "Let an authorised signer sign."),
            Self::ChangeTheWayOfReturn => (
                "Muốn vậy, hãy đổi cách trả kết quả theo yêu cầu của người nộp.",
                "Change the way of return first, if the applicant wants it.",
            ),
            Self::SendTheResult => {
                ("Hãy chuyển kết quả đến nơi trả trước.", "Send the result to the return place first.")
            }
            Self::GoWhereItLies => {
                ("Hãy trả tại nơi đang giữ kết quả, hoặc chuyển tiếp.", "Hand it over where it lies, or send it on.")
            }
            Self::HandItOver => ("Hãy nhận và trả ngay tại đây.", "Take it in and hand it over here."),
            Self::DecideWithoutExtension => ("Hãy giải quyết theo hạn đang có.", "Decide within the date there is."),
            Self::EndTheDetourFirst => ("Hãy kết thúc việc đang tiến hành trước.", "End what is under way first."),
            Self::WaitForTheProvince => (
                "Hãy chờ tỉnh chỉ định lại hoặc huỷ bàn giao.",
                "Wait until the province redirects or cancels the hand-over.",
            ),
            Self::OnceOnly => ("Mỗi hồ sơ chỉ đánh giá một lần.", "Each dossier is rated once."),
            Self::FinishTheCorrection => {
                ("Hãy hoàn thành hồ sơ đính chính đang mở.", "Finish the correction that is open.")
            }
            Self::DecideWithoutSupplement => ("Hãy giải quyết với những gì đã có.", "Decide with what there is."),
            Self::NothingToAgreeTo => ("Chưa có đề xuất nào.", "There is no proposal."),
            Self::AttachThePdf => ("Hãy đính kèm tệp PDF.", "Attach the PDF."),
            Self::EnterTheOutsideNumber => {
                ("Hãy nhập số của cơ sở dữ liệu ngoài.", "Enter the number of the outside register.")
            }
            Self::CheckTheIdentity => {
                ("Hãy kiểm tra và ghi giấy tờ tuỳ thân.", "Check and note the proof of identity.")
            }
            Self::CorrectTheProcedure => (
                "Muốn đổi thủ tục hoặc nơi giải quyết, hãy đính chính thủ tục và chuyển lại.",
                "To change procedure or place, correct the procedure and route anew.",
            ),
            Self::LetTheOfficerInChargeSign => (
                "Hãy để cán bộ đang thụ lý ký, hoặc phân công lại.",
                "Let the officer in charge sign, or assign it anew.",
            ),
            Self::LetTheHolderPostIt => {
                ("Hãy để nơi đang giữ kết quả gửi bưu chính.", "Let whoever holds the result post it.")
            }
            Self::LetTheOwnerAnswer => (
                "Hãy để cơ quan đang có trách nhiệm với hồ sơ làm việc này.",
                "Let the unit that owns the dossier do it.",
            ),
            Self::NothingToDo => ("Không có gì phải làm.", "There is nothing to do."),
            Self::WaitForTheTimer => ("Hãy chờ đến hạn.", "Wait until it is due."),
            Self::NothingToAnswer => {
                ("Câu hỏi đã được trả lời hoặc thu hồi.", "The question is answered or withdrawn.")
            }
            Self::LetTheAskedAgencyAnswer => ("Hãy để cơ quan được hỏi trả lời.", "Let the asked agency answer."),
        })
    }
}

impl Why {
    /// Where the rule is written: its number with the article, or whose rule it is.
    #[must_use]
    pub fn source(self) -> Text {
        let rule = self.rule;
        match self.reference {
            Some(reference) => Text {
                vi: format!("Quy định {rule}: {}", in_vietnamese(reference)),
                en: format!("Rule {rule}: {reference}"),
            },
            // Invariants have numbers, what a procedure says has the name of its field.
            None if rule.starts_with('I') => Text { vi: format!("Quy định {rule}"), en: format!("Rule {rule}") },
            None => text(("Theo cấu hình của thủ tục", "As the procedure says")),
        }
    }
}

fn text((vi, en): (&str, &str)) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

/// Kinds of documents as the references of `regulation.json` name them, longest first.
const KINDS: [(&str, &str); 12] = [
    ("Circular 03/2025 forms ", "Thông tư 03/2025 mẫu "),
    ("Law on Fees", "Luật Phí và lệ phí"),
    ("Circulars ", "Thông tư "),
    ("Circular ", "Thông tư "),
    ("Decision ", "Quyết định "),
    ("Decree ", "Nghị định "),
    ("Law ", "Luật "),
    ("Art. ", "Điều "),
    ("form ", "mẫu "),
    ("local regulation", "quy chế địa phương"),
    ("VND extract", "đồng một bản trích lục"),
    ("certification", "chứng thực"),
];

/// An article as it is cited here.
fn in_vietnamese(reference: &str) -> String {
    KINDS.iter().fold(reference.to_owned(), |text, (english, vietnamese)| text.replace(english, vietnamese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_word_is_left_in_a_vietnamese_citation() {
        for reference in Guard::ALL.iter().filter_map(|guard| guard.why().reference) {
            let text = in_vietnamese(reference);
            for word in ["Decree", "Circular", "Art.", "Law", "form", "Decision", "local", "extract", "certif"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}
