//! Times that limit no act beside one that does: windows of customers, warranties, what happens, the
//! time of others (CON001, CLR010). Each text also has the limit of its target.

use super::check;

const CLOCK: &str = "[[commitment.target]]\nclock = \"k\"\nwithin = \"48h\"\n\
                     [[clock]]\nid = \"k\"\nstart = \"approved\"\nstop = \"sent\"\n";

fn found(text: &str) -> Vec<String> {
    let toml = format!("[[commitment]]\nid = \"c\"\ntext = \"{text}\"\n{CLOCK}");
    check("CON001,CLR010", &[("commitments/a.toml", &toml)])
}

#[test]
fn a_time_without_an_act_is_no_promise() {
    for window in [
        "签收后24小时内可拍照申请坏果赔付",
        "送到后30个自然日内可以退",
        "報名後7個自然日內可以退費",
        "开课前24小时可全额退费",
        "三个月内包换",
        "自签收之日起15个自然日内出现质量问题，可免费换货",
        "購買後7個日曆天內故障者可換新品",
        "蛋糕请在2小时内食用",
        "報修人應在5個工作天內繳清維修費",
        "检测机构5个工作日出报告，不计入本时限",
        "法院将在7个自然日内立案",
        "去年95%的投诉在20小时内办结",
    ] {
        let text = format!("审核通过后48小时内发出。{window}。");
        assert_eq!(found(&text), [""; 0], "{text}");
    }
    for window in [
        "The court lists the case within 6 weeks",
        "Pay within 30 calendar days of the invoice",
        "Last year we answered 94% of letters within 10 working days",
        "Anyone unhappy with the outcome can appeal within 20 working days",
        "Our team meets internally within 2 working days",
        "Cancellations made less than 24 hours before cost half the fee",
    ] {
        let text = format!("Parcels leave us within 48 hours of approval. {window}.");
        assert_eq!(found(&text), [""; 0], "{text}");
    }
}

#[test]
fn a_second_act_with_a_time_is_one() {
    for act in
        ["24小时内救出被困乘客", "3个工作日内给出方案", "2小时内转到责任部门", "收到投诉后，2小时内回电"]
    {
        let text = format!("审核通过后48小时内发出。{act}。");
        assert_eq!(found(&text).len(), 2, "{text}");
    }
    for act in ["Nobody waits longer than 15 minutes", "Your keys are ready within 1 hour"] {
        let text = format!("Parcels leave us within 48 hours of approval. {act}.");
        assert_eq!(found(&text).len(), 2, "{text}");
    }
}
