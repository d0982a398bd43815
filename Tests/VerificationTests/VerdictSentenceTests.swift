import Encodings
import Records
import Stamps
import Testing
import Verification
import Wording

/// The sentences shown to people; the Vietnamese literals are copied from OCOP.md §5.2, with the values filled in.
struct VerdictSentenceTests {
    private let advice =
        "Hãy so sánh tên, khối lượng và số lô với bao bì trên tay bạn. Mã hợp lệ không thay cho việc kiểm tra chất lượng sản phẩm."

    private func expect(_ report: VerificationReport, _ headline: String, _ body: String, _ advice: String?) {
        let sentences = report.sentences
        #expect(sentences.headline.vi == headline)
        #expect(sentences.body.vi == body)
        #expect(sentences.advice?.vi == advice)
    }

    @Test func `a valid code says for what it was issued, and until when the recognition is in force`() async throws {
        let register = try RegisterOfOneProduct()
        expect(
            try await register.verify(register.stamp()), "Mã hợp lệ",
            "Mã này do Văn phòng OCOP Tuyên Quang (giả định) phát hành cho Chè Shan tuyết Khau Vạc, lô KV260918, đóng gói ngày 18/09/2026. Sản phẩm được công nhận OCOP 4 sao, còn hiệu lực đến 25/11/2027.",
            advice)
    }

    @Test func `a code without the mark says that no recognition is in force`() async throws {
        var register = try RegisterOfOneProduct(withMark: false)
        register.recognitions = []
        expect(
            try await register.verify(register.stamp()), "Mã hợp lệ – sản phẩm không mang nhãn OCOP",
            "Mã do Văn phòng OCOP Tuyên Quang (giả định) phát hành. Theo dữ liệu hiện có, sản phẩm này không có công nhận OCOP còn hiệu lực.",
            "Nếu bao bì có in nhãn hiệu OCOP, vui lòng gửi phản ánh.")
    }

    @Test func `a code without the mark of a recognised product does not say that it has no recognition`() async throws
    {
        let register = try RegisterOfOneProduct(withMark: false)
        let sentences = try await register.verify(register.stamp()).sentences
        #expect(!sentences.body.vi.contains("không có công nhận") && !sentences.body.en.contains("no OCOP recognition"))
    }

    @Test func `an ended recognition says from when it is no longer in force`() async throws {
        let register = try RegisterOfOneProduct()
        expect(
            try await register.verify(register.stamp(), on: day("2027-12-01")),
            "Mã hợp lệ – công nhận OCOP đã hết hạn",
            "Khi đóng gói ngày 18/09/2026, sản phẩm được công nhận OCOP 4 sao. Công nhận này đã hết hiệu lực từ ngày 26/11/2027 và chưa có công nhận mới trong hệ thống.",
            "Bạn vẫn xem được nguồn gốc lô hàng. Hàng đóng gói sau ngày đó không được mang nhãn hiệu OCOP.")
    }

    @Test func `expired goods say their expiry date`() async throws {
        let register = try RegisterOfOneProduct()
        expect(
            try await register.verify(register.stamp(), on: day("2028-09-19")), "Sản phẩm đã quá hạn sử dụng",
            "Mã hợp lệ nhưng hạn sử dụng là 18/09/2028.", "Không nên sử dụng. Vui lòng báo cho nơi bán.")
    }

    @Test func `a withdrawn recognition says by which decision`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition([
            "withdrawal": ["ground": "dùng sai", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-21"]
        ])
        expect(
            try await register.verify(register.stamp()), "Giấy chứng nhận OCOP đã bị thu hồi",
            "Công nhận OCOP của sản phẩm bị thu hồi theo quyết định 88/QĐ-UBND ngày 21/11/2026. Thông tin nguồn gốc của lô vẫn hiển thị bên dưới.",
            nil)
    }

    @Test func `a mark without right names stars and packing date`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition(["stars": 3])
        let sentences = try await register.verify(register.stamp()).sentences
        #expect(sentences.headline.vi == "Chưa có quyền sử dụng nhãn hiệu OCOP")
        #expect(
            sentences.body.vi
                == "Hệ thống không có công nhận hoặc quyền in nhãn hiệu OCOP 4 sao cho sản phẩm này vào ngày đóng gói 18/09/2026."
        )
        // That the office was told is said only where it is true (OCOP.md §5.2), and nobody tells it yet.
        #expect(sentences.advice?.vi.contains("Thông tin đã được chuyển") == false)
    }

    @Test func `codes that are not the issuer's say what is wrong`() async throws {
        let register = try RegisterOfOneProduct()
        let unrecognised = (
            "Chưa nhận ra đơn vị phát hành",
            "Mã được ký bằng khóa không có trong danh sách tin cậy của hệ thống. Chúng tôi không thể xác nhận mã này đúng hay sai.",
            "Kiểm tra lại địa chỉ tra cứu in trên tem hoặc hỏi người bán."
        )
        for text in [try register.stamp(host: "OTHER.EXAMPLE"), try register.stamp(keyID: .init(rawValue: 9))] {
            expect(try await register.verify(text), unrecognised.0, unrecognised.1, unrecognised.2)
        }
        expect(
            try await register.verify(register.stamp(seed: [UInt8](1...32))), "Không xác thực được mã",
            "Chữ ký số trong mã không đúng. Mã có thể đã bị sửa hoặc không do đơn vị ghi trên mã phát hành.",
            "Không tin vào thông tin ghi trong mã. Hãy giữ lại bao bì và gửi phản ánh.")
        expect(
            try await register.verify(register.stamp(number: 201)), "Mã không có trong hệ thống",
            "Chữ ký hợp lệ nhưng chưa tìm thấy mã trong sổ phát hành. Có thể dữ liệu chưa cập nhật.",
            "Vui lòng thử lại sau hoặc gửi phản ánh.")
        expect(
            try await register.verify("xin chào"), "Không phải mã của hệ thống này",
            "Nội dung quét được không đúng định dạng. Địa chỉ đúng bắt đầu bằng HTTPS://TG.EXAMPLE/.", nil)
    }

    @Test func `a compromised key of no known day is said without one`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setKey(.compromised, at: 29)
        let sentences = try await register.verify(register.stamp()).sentences
        #expect(sentences.headline.vi == "Cần kiểm tra thêm")
        #expect(
            sentences.body.vi
                == "Khóa ký của đơn vị phát hành bị báo lộ. Mã phát hành sau thời điểm này không được xác nhận tự động."
        )
    }

    @Test(arguments: Verdict.allCases)
    func `every verdict speaks both languages, and never says that goods are genuine or fake`(
        verdict: Verdict
    ) async throws {
        let register = try RegisterOfOneProduct()
        let report = try await register.verify(register.stamp())
        let sentences = report.sentences(of: verdict)
        #expect(sentences.headline == VerificationReport.headline(of: verdict))
        for language in Language.allCases {
            for sentence in [sentences.headline, sentences.body, sentences.advice].compactMap({ $0?[language] }) {
                #expect(!sentence.isEmpty)
                for word in ["hàng thật", "hàng giả", "genuine", "authentic ", "fake", "counterfeit"] {
                    #expect(!sentence.lowercased().contains(word), "\(sentence)")
                }
            }
        }
        #expect(sentences.headline.vi != sentences.headline.en && sentences.body.vi != sentences.body.en)
    }
}
