import Testing
import Wording
@testable import Records

@Suite struct TextFaultTests {
    @Test(arguments: [
        ("ChÌ Shan tuyÕt", "TCVN3", "Chè Shan tuyết"), ("Hîp t¸c x· N«ng nghiÖp", "TCVN3", "Hợp tác xã Nông nghiệp"),
        ("§ång Th¸p", "TCVN3", "Đồng Tháp"), ("Cheø Shan tuyeát", "VNI", "Chè Shan tuyết"),
        ("Hôïp taùc xaõ Noâng nghieäp", "VNI", "Hợp tác xã Nông nghiệp"),
    ])
    func `glyph codes of old fonts are told by name, with what they say`(text: String, encoding: String, meant: String)
    {
        let said = TextFault(in: text)?.text
        #expect(said?.vi.contains("bảng mã \(encoding)") == true, "\(said?.vi ?? "nothing")")
        #expect(said?.vi.contains("«\(meant)»") == true, "\(said?.vi ?? "nothing")")
    }

    @Test(arguments: [
        "Chè Shan tuyết Khau Vạc", "Hợp tác xã Nông nghiệp", "Đồng Tháp", "Café crème", "Müller & Söhne", "Citroën",
        "50µm",
        "1½ kg", "m²", "OCOP®", "«chè»", "«cao»", "hoá chất", "toà nhà", "Quý", "3×4", "Xoá", "thuở", "ý", "São Paulo",
        "naïve",
        "El Niño", "À la carte", "A·B",
    ])
    func `what is written in Unicode is left alone, foreign names among it`(text: String) {
        #expect(TextFault(in: text) == nil, "\(TextFault(in: text)?.text.vi ?? "")")
    }

    @Test func `what no label prints is told with its place`() {
        #expect(TextFault.unprintable(in: "Măng khô 竹筍")?.vi.contains("«竹» (U+7AF9, vị trí 10)") == true)
        #expect(TextFault.unprintable(in: "Chè 🍵") != nil)
        #expect(TextFault.unprintable(in: "Chè “Khau Vạc” – 100% (loại 1)…") == nil)
    }
}
