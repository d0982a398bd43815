internal import GS1
internal import HTTPServer
package import Inspection
internal import Records
package import Stamps
internal import Verification
internal import WebSyntax
internal import Wording

/// What a citizen's report or an inspector's question is about, as it was scanned, linked or typed.
package struct ReportedCode {
    /// The longest text that is taken, in characters.
    package static let limit = 300

    /// The text: a stamp, the address of a page of ours, or what was typed.
    package let text: String
    /// Where it is a stamp by its grammar.
    let stamp: UnverifiedStamp?
    /// Where it is the address of a page without a seal, or the number of a product.
    package let page: OpenPage?

    /// Reads a text, a stamp however it arrived (``Canonicalisation``); nil for none.
    ///
    /// A path is one of this issuer's host.
    package init?(_ typed: String, host: IssuerHost) {
        if case .readings(let readings) = Canonicalisation(hosts: [host]).reading(of: typed),
            let first = readings.first,
            let stamp = try? UnverifiedStamp(parsing: first)
        {
            text = first
            self.stamp = stamp
            page = nil
            return
        }
        let trimmed = typed.filter { !$0.isWhitespace }
        guard !trimmed.isEmpty else { return nil }
        let bare = trimmed.prefix { $0 != "?" && $0 != "#" }
        text = bare.hasPrefix("/") ? "HTTPS://\(host.text)\(bare)" : String(bare)
        stamp = try? UnverifiedStamp(parsing: text)
        guard stamp == nil else {
            page = nil
            return
        }
        let afterScheme = text.split(separator: "//", maxSplits: 1).last.map(String.init) ?? text
        let path = afterScheme.drop { $0 != "/" }
        page = OpenPage(path: String(path)) ?? Self.key(text).map { OpenPage($0) }
    }

    private static func key(_ text: String) -> ProductKey? {
        TypedCode.productKey(text)
    }

    /// The product that it names.
    var key: ProductKey? { stamp?.key ?? page?.key }
    /// The lot number that it names.
    var lot: LotNumber? { stamp?.lot ?? page?.lot }
    /// The serial that it names.
    var serial: Serial? { stamp?.serial ?? page?.serial }

    /// The same for cases, with what the register knows of its product.
    package func subject(_ register: (any OriginRegister)?) async throws -> SeenSubject? {
        var product: String?
        if let key, let register { product = try await register.facts(of: key, lot: nil)?.product.id }
        return SeenSubject(stamp: String(text.prefix(Self.limit)), product: product)
    }

    /// The lines that say to a reader what it is.
    func rows(_ product: String?, _ language: Language) -> [Row] {
        let number =
            switch key {
            case .gtin(let gtin): gtin.text
            case .code(let code): code.text
            case nil: ""
            }
        var rows: [Row] = []
        if let product { rows.append(Row(Bilingual(vi: "Sản phẩm", en: "Product"), register: product, language)) }
        if key != nil { rows.append(Row(Bilingual(vi: "Mã sản phẩm", en: "Product code"), own: number, language)) }
        if let lot { rows.append(Row(Bilingual(vi: "Số lô", en: "Lot"), own: lot.text, language)) }
        if let serial { rows.append(Row(Bilingual(vi: "Mã tem", en: "Stamp"), own: serial.readable, language)) }
        return rows.isEmpty ? [Row(Bilingual(vi: "Nội dung mã", en: "The code"), own: text, language)] : rows
    }
}

extension VerificationReport {
    /// The page without a seal of what this is about; nil where no code was read.
    var page: OpenPage? {
        if let typed { return OpenPage(typed.key, lot: typed.lot, serial: typed.serial) }
        return stamp.map { OpenPage($0.key, lot: $0.lot, serial: $0.serial) }
    }

    /// The form to report what this is about, with its code filled in where it has one.
    var reportAddress: String { page?.reportAddress ?? ReportResponder.root }
}

extension OpenPage {
    /// The form to report what this page is about.
    var reportAddress: String { "\(ReportResponder.root)?code=\(percentEncoded(path))" }
}

/// The way from a page to the form for reports.
struct ReportLink {
    let address: String
    package let text: String

    /// - Parameter address: where it leads; a slot of a page, which is filled with all of it, stays as it is.
    package init(_ address: String, _ language: Language) {
        self.address = address == PageSlot.report ? address : language.address(address)
        text = Bilingual(vi: "Gửi phản ánh", en: "Send a report")[language]
    }
}
