use crate::text::Reading;

fn ways(text: &str) -> Vec<&str> {
    Reading::new(text).single_channels().into_iter().map(|range| &text[range]).collect()
}

#[test]
fn one_way_only() {
    assert_eq!(ways("退款申请仅限通过小程序提交"), ["仅限通过小程序"]);
    assert_eq!(ways("仅App可申请"), ["仅App"]);
    assert_eq!(ways("投诉只能到营业厅办理。"), ["只能到营业厅"]);
    assert_eq!(ways("reported only through the online form."), ["only through the online form"]);
    assert_eq!(ways("claimed by post only and paid"), ["by post only"]);
    assert_eq!(ways("Claims are made online only."), ["online only"]);
    assert_eq!(ways("报修只能登录信息门户提交。"), ["只能登录信息门户"]);
    assert_eq!(ways("申请一律在网上办事大厅提交"), ["一律在网上"]);
    assert_eq!(ways("投诉电话是唯一的受理渠道。"), ["电话是唯一的受理渠道"]);
    assert_eq!(ways("申请须本人到窗口提交，不接受其他方式。"), ["窗口提交，不接受其他方式"]);
    assert_eq!(ways("所有預約須經網上平台遞交。"), ["須經網上平台"]);
    assert_eq!(ways("Claims may only be made through the portal."), ["only be made through the portal"]);
    assert_eq!(ways("You can only apply online."), ["only apply online"]);
    assert_eq!(ways("The app is the only way to claim."), ["app is the only way"]);
    assert_eq!(
        ways("Requests must be submitted through our portal."),
        ["must be submitted through our portal"]
    );
    for (text, way) in [
        ("Cancel only by the form on this page.", "only by the form on this page"),
        ("Everything goes through our website.", "Everything goes through our website"),
        (
            "You have to raise a ticket in the customer portal.",
            "have to raise a ticket in the customer portal",
        ),
        (
            "We take no requests by phone: appeals can be lodged only in person at the town hall.",
            "only in person at the town hall",
        ),
        ("Tickets are opened through the portal alone.", "through the portal alone"),
        ("Claims not submitted through the portal are rejected.", "not submitted through the portal"),
        (
            "We do not accept complaints by telephone or in person; use the online form.",
            "do not accept complaints by telephone",
        ),
        ("Write to us by email; we have no telephone line.", "no telephone line"),
        ("Customers who wish to complain must do so by letter.", "must do so by letter"),
        ("投诉以小程序提交为准。", "以小程序提交为准"),
        ("所有申请以小程序为准。", "以小程序为准"),
        ("本服务不接受电话投诉，请在官网留言。", "不接受电话"),
        ("咨询请走在线客服，本店无电话客服。", "无电话"),
        ("退租申请非App提交的一律无效。", "非App"),
        ("退费申请须在App内提交。", "须在App"),
        ("報修統一走企業微信，僅限官方LINE線上客服", "僅限官方LINE"),
    ] {
        assert_eq!(ways(text), [way], "{text}");
    }
    assert_eq!(ways("Booking is online-only."), ["online-only"]);
    assert_eq!(ways("We only take bookings by telephone."), ["only take bookings by telephone"]);
}

#[test]
fn more_than_one_way_or_no_way_at_all() {
    for text in [
        "客户仅需提供身份证",
        "仅限App或电话申请",
        "不仅通过电话，也可到窗口",
        "仅限工作日受理",
        "仅限线上订单",
        "我们仅通过短信通知您",
        "only through the app or by phone",
        "not only by phone",
        "open by phone only on weekdays",
        "We write to you by e-mail only.",
        "only within our office hours",
        "The only phone line",
        "Claims may only be made through the portal. You can also ring us.",
        "We can only reply by e-mail.",
        "The app is not the only way to claim.",
        "The portal and the hotline are the only way to claim.",
        "Phone, chat or post: use whichever suits you.",
        "仅接受微信支付",
        "退款只能原路返回至付款账户",
        "您只需登录官网即可查询，也可以打电话。",
        "任选一种方式：App",
        "Cash only at the counter.",
        "By telephone for emergencies only.",
        "Returns are accepted in store or by post only.",
        "Parcels can only be collected from the branch named in the notice.",
        "Claims may only be made through the portal; those without internet access can ring us.",
        "You must register at the desk; complaints can be made by phone or online.",
        "No form is needed; ring us or drop in at the desk.",
        "The only forms we ask for are at the desk and on the website.",
        "不接受匿名投诉，电话、信函均可。",
        "您须在官网公布后30日内申请。",
        "到账时间以银行系统为准。",
        "线上价格以页面为准，退订电话、网上均可。",
        "除节假日外，电话和窗口均受理。",
    ] {
        assert_eq!(ways(text), [""; 0], "{text}");
    }
}
