//! FLX011: a remedy that few will get.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::model::{Claim, ClaimHow};
use crate::source::{Span, Spanned};

static CODE: Code = Code { code: "FLX011", name: "hard-to-claim", level: Level::Warning };

/// People who meet the customer: what they may approve is decided on the spot.
const FRONT_LINE: &[&str] = &[
    "front line",
    "front-line",
    "frontline",
    "front desk",
    "counter",
    "cashier",
    "clerk",
    "agent",
    "adviser",
    "advisor",
    "operator",
    "technician",
    "driver",
    "courier",
    "receptionist",
    "waiter",
    "steward",
    "一线",
    "一線",
    "前台",
    "前臺",
    "窗口",
    "柜台",
    "柜员",
    "櫃檯",
    "櫃員",
    "客服",
    "坐席",
    "收银",
    "收銀",
    "服务员",
    "服務員",
    "师傅",
    "師傅",
    "工程师",
    "工程師",
    "当班",
    "當班",
    "现场",
    "現場",
];

/// A remedy on request only, for which the customer must show evidence, or which somebody above the
/// front line must approve.
pub struct HardToClaim;

impl Rule for HardToClaim {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("hard_to_claim.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            let claim = commitment.remedy.as_ref().and_then(|remedy| remedy.claim.as_ref());
            if let Some((span, message)) = claim.and_then(hurdle) {
                findings.push(Finding::new(&CODE, span, message).in_definition(&commitment.id));
            }
        }))
    }
}

/// What stands between the customer and the remedy.
fn hurdle(claim: &Claim) -> Option<(Span, Flexibility)> {
    if claim.how.value != ClaimHow::OnRequest {
        return None;
    }
    let above = |who: &&Spanned<String>| {
        let who = who.to_lowercase();
        !FRONT_LINE.iter().any(|front| who.contains(front))
    };
    let evidence = claim.evidence.as_ref().map(|evidence| {
        (evidence.span, Flexibility::ClaimNeedsEvidence { evidence: evidence.value.clone() })
    });
    let approval = || {
        let approval = claim.approval.as_ref().filter(above)?;
        Some((approval.span, Flexibility::ClaimNeedsApproval { approval: approval.value.clone() }))
    };
    evidence.or_else(approval)
}
