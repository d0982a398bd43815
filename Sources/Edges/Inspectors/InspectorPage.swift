internal import HTTPServer
internal import ScanPages
internal import Wording

/// A page of the inspectors' pages, as its template reads it: a headline and parts under it.
struct InspectorPage {
    let nav: InspectorNav?
    let tone: ToneView
    let headline: String
    var done: String?
    var fault: String?
    var paragraphs: [String] = []
    var advice: String?
    var hasAnswers = false
    /// What was found of a code, of its mark and of its origin.
    var answers: [LineView] = [] {
        didSet { hasAnswers = !answers.isEmpty }
    }
    var notes: [StampPage.Note] = []
    var parts: [PageSection] = []
    /// `Lập ngày 21/11/2026`, for who prints the page; nil where it is of no use.
    var dated: String?

    init(_ headline: String, tone: Tone, nav: InspectorNav?, _ language: Language) {
        self.headline = Headline.set(headline)
        self.tone = ToneView(tone, language)
        self.nav = nav
    }
}

/// A part of a page: words, pictures, links and forms under a heading, then cards of the same.
struct PageSection {
    struct Card {
        let title: String
        let body: SectionBody
    }

    let heading: String
    let words: SectionBody
    let cards: [Card]

    init(_ heading: String, _ words: SectionBody = SectionBody(), cards: [Card] = []) {
        self.heading = heading
        self.words = words
        self.cards = cards
    }
}

/// What stands in a part or on a card.
struct SectionBody {
    let hasRows: Bool
    let hasLinks: Bool
    let rows: [Row]
    let lines: [String]
    let codes: [String]
    let pictures: [Picture]
    let links: [Link]
    let forms: [Form]
    let tables: [SectionTable]

    struct Picture {
        let source: String
        let words: String
    }

    struct Link {
        let address: String
        let linkLabel: String
        let detail: String
    }

    struct Form {
        let action: String
        let method: String
        let hasFiles: Bool
        let isFolded: Bool
        let isOpen: Bool
        let summary: String
        let form: FormView
    }

    init(
        rows: [Row] = [], lines: [String] = [], codes: [String] = [], pictures: [Picture] = [], links: [Link] = [],
        forms: [Form] = [], tables: [SectionTable] = []
    ) {
        (hasRows, hasLinks) = (!rows.isEmpty, !links.isEmpty)
        self.rows = rows
        self.lines = lines
        self.codes = codes
        self.pictures = pictures
        self.links = links
        self.forms = forms
        self.tables = tables
    }
}

/// A small table: what a line is about, a bar, and numbers.
struct SectionTable {
    struct Line {
        let head: String
        let detail: String?
        let cells: [String]
        let bar: Int
    }

    let caption: String
    let columns: [String]
    let rows: [Line]
}

/// The way back, and out.
struct InspectorNav {
    let navLabel: String
    /// nil on the first page itself.
    let start: Start?
    let signOut: String
    let hidden: [FormView.Hidden]

    struct Start {
        let address: String
        let label: String
    }

    init(proof: String, isStart: Bool = false, _ language: Language) {
        navLabel = Bilingual(vi: "Trang kiểm tra", en: "Inspection")[language]
        let label = Bilingual(vi: "‹ Trang kiểm tra", en: "‹ Inspection")[language]
        start = isStart ? nil : Start(address: InspectorAddress.of("", language), label: label)
        signOut = Bilingual(vi: "Thoát", en: "Sign out")[language]
        hidden = [FormView.Hidden(key: "proof", hiddenValue: proof)]
    }
}

/// The addresses of the inspectors' pages.
enum InspectorAddress {
    static let root = "/inspect"

    /// An address below the root that keeps the reader's language.
    static func of(_ path: String, query: String = "", _ language: Language) -> String {
        language.address(root + path + (query.isEmpty ? "" : "?" + query))
    }
}
