internal import HTTPServer
internal import Inspection
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// The form for a report, with what was typed before and what was wrong with it.
struct ReportFormView {
    struct About {
        let rows: [Row]
    }

    let tone: ToneView
    let headline: String
    let intro: String
    let privacy: String
    let fault: String?
    let formHeading: String
    let about: About?
    let form: FormView
    let askHeading: String
    let ask: FormView

    /// - Parameters:
    ///   - faults: what is wrong, by the fields' names.
    ///   - product: the name of the product that the code is of.
    init(
        _ sent: SentReport, faults: [String: Bilingual] = [:], product: String?, provinces: [ProvinceChoice],
        asked: String = "", _ language: Language
    ) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        tone = ToneView(.about, language)
        headline = say("Gửi phản ánh", "Send a report")
        intro = say(
            "Báo cho cơ quan quản lý OCOP biết điều bạn thấy trên sản phẩm. Bạn sẽ nhận một số biên nhận để xem kết quả.",
            "Tell the office in charge of OCOP what you saw on a product. You get a receipt number to see what came of "
                + "it.")
        privacy = say(
            "Chúng tôi không lưu tên, số điện thoại hay vị trí chính xác của bạn. Xin đừng ghi thông tin cá nhân của "
                + "bạn hay của người khác. Vị trí và dữ liệu máy ảnh trong ảnh được xóa trước khi lưu.",
            "We do not keep your name, phone number or exact location. Please do not write anything personal about "
                + "yourself or others. Location and camera data in the picture are removed before it is kept.")
        let known = ["kind", "text", "picture", "province", "code"].contains { faults[$0] != nil }
        fault =
            known
            ? say(
                "Chưa gửi được. Vui lòng xem lại các ô được đánh dấu.",
                "Not sent yet. Please see the fields that are marked.")
            : faults["receipt"]?[language]
        formHeading = say("Nội dung phản ánh", "What you report")
        let rows = sent.code.map { $0.rows(product, language) }
        about = sent.isLinked ? rows.map(About.init) : nil
        let kinds = CitizenReport.Kind.allCases.map { ($0.rawValue, $0.title[language].capitalised) }
        var inputs = [
            InputView(
                "kind", .choice(kinds), say("Bạn phản ánh về điều gì?", "What is it about?"), typed: sent.kind,
                fault: faults["kind"]?[language], isRequired: true)
        ]
        if about == nil {
            inputs.append(
                InputView(
                    "code", .text(limit: UnverifiedStamp.maximumInputLength),
                    say("Mã trên tem hoặc số dưới mã vạch", "Code of the stamp, or number under the barcode"),
                    hint: say("nếu có", "where there is one"), typed: sent.codeText, fault: faults["code"]?[language]))
        }
        let most = Bilingual(number: Double(CitizenReport.longestText))
        inputs += [
            InputView(
                "text", .area(limit: CitizenReport.longestText), say("Bạn đã thấy gì?", "What did you see?"),
                hint: say(
                    "tối đa \(most.vi) ký tự, không ghi tên hay số điện thoại",
                    "at most \(most.en) characters, no names or phone numbers"),
                typed: sent.text, fault: faults["text"]?[language]),
            InputView(
                "picture", .picture, say("Ảnh chụp bao bì hoặc tem", "Picture of the pack or the stamp"),
                hint: say("nếu có; JPEG, PNG hoặc WebP, tối đa 5 MiB", "if any; JPEG, PNG or WebP, at most 5 MiB"),
                fault: faults["picture"]?[language]),
        ]
        if !provinces.isEmpty {
            let none = ("", say("Không nêu", "Not said"))
            inputs.append(
                InputView(
                    "province", .select([none] + provinces.map { ($0.code, $0.name) }),
                    say("Tỉnh, thành phố nơi bạn thấy sản phẩm", "Province where you saw it"),
                    hint: say("nếu bạn muốn nêu", "if you want to say"), typed: sent.province,
                    fault: faults["province"]?[language]))
        }
        form = FormView(
            hidden: about == nil ? [] : [("code", sent.codeText), ("linked", "1")], inputs,
            button: say("Gửi phản ánh", "Send the report"), language)
        askHeading = say("Bạn đã gửi phản ánh?", "Already sent a report?")
        ask = FormView(
            [
                InputView(
                    "receipt", .text(limit: 40), say("Số biên nhận", "Receipt number"),
                    hint: say("ví dụ 7K3M-9Q2X-B4T5", "such as 7K3M-9Q2X-B4T5"), typed: asked,
                    fault: faults["receipt"]?[language], isRequired: true)
            ], button: say("Xem kết quả", "See what came of it"), language)
    }
}

/// What came of a report, for the holder of its receipt number.
struct ReceiptView {
    struct AnswerView {
        let heading: String
        let text: Phrase
        let day: String
    }

    struct NextView {
        let heading: String
        let steps: [String]
    }

    let tone: ToneView
    let headline: String
    let numberLabel: String
    let number: String
    let keep: String
    let rows: [Row]
    let answer: AnswerView?
    /// nil where it has been answered: nothing comes next.
    let next: NextView?

    init(_ report: CitizenReport, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        tone = ToneView(.good, language)
        headline =
            report.answer == nil
            ? say("Đã tiếp nhận phản ánh", "Your report was received")
            : say("Đã có trả lời", "Your report was answered")
        numberLabel = say("Số biên nhận của bạn", "Your receipt number")
        number = report.receipt.text
        keep = say(
            "Vui lòng ghi lại hoặc chụp màn hình số này. Chúng tôi không biết bạn là ai nên không thể gửi lại.",
            "Write it down or take a screenshot. We do not know who you are, so we cannot send it again.")
        rows = [
            Row(Bilingual(vi: "Ngày gửi", en: "Sent on"), own: report.at.day.vietnamese, language),
            Row(Bilingual(vi: "Nội dung", en: "About"), own: report.kind.title[language].capitalised, language),
            Row(Bilingual(vi: "Tình trạng", en: "State"), own: report.status.title[language].capitalised, language),
        ]
        answer = report.answer.map { text in
            AnswerView(
                heading: say("Trả lời", "The answer"), text: Phrase(text, nil, language),
                day: report.answeredOn?.vietnamese ?? "")
        }
        let steps = [
            say(
                "Phản ánh được chuyển tới cơ quan quản lý OCOP nơi sản xuất hoặc nơi bạn thấy sản phẩm.",
                "The report goes to the office in charge of OCOP where the producer is, or where you saw the pack."),
            say(
                "Đoàn kiểm tra xem xét và ghi lại kết quả; việc này có thể cần thời gian.",
                "Inspectors look into it and record what they find; that may take some time."),
            say(
                "Bạn có thể mở lại trang này bằng số biên nhận để xem tình trạng và câu trả lời.",
                "Come back to this page with the receipt number to see the state and the answer."),
        ]
        let heading = say("Các bước tiếp theo", "What happens next")
        next = report.answer == nil ? NextView(heading: heading, steps: steps) : nil
    }
}
