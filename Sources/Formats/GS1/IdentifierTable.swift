extension IdentifierRule {
    /// The identifiers that temgoc knows, as the GS1 Barcode Syntax Dictionary defines them, in its order.
    ///
    /// Those of food, its makers and its logistics; those that their rows require, exclude or take as qualifiers; and
    /// the ones that GS1 leaves to companies.
    public static let table: [IdentifierRule] =
        shipments + products + measures + documents + parties + origins + assets + internals

    private static let shipments = [
        row("00", "SSCC", [.predefined, .attribute], gs1Key(18, skipping: 1), key: [[]])
    ]

    private static let products = [
        row(
            "01", "GTIN", [.predefined, .attribute], gs1Key(14, skipping: 1), excludes: ["255", "37"],
            key: [["22", "10", "21"], ["235"]]),
        row(
            "02", "CONTENT", [.predefined, .attribute], gs1Key(14, skipping: 1), requires: ["37"],
            excludes: ["01", "03"]),
        row("03", "MTO GTIN", [.predefined], gs1Key(14, skipping: 1), excludes: ["01", "02", "37", "235"]),
        row("10", "BATCH/LOT", [.attribute], [.upTo(20, .set82)], requires: itemOrContent),
        date("11", "PROD DATE"), date("13", "PACK DATE"), date("15", "BEST BEFORE or BEST BY"), date("16", "SELL BY"),
        row(
            "17", "USE BY or EXPIRY", [.predefined, .attribute], [.fixed(.digits, 6, .date(dayMayBeZero: true))],
            requires: ["01", "02", "03", "255", "8006", "8026"]),
        row("21", "SERIAL", [], [.upTo(20, .set82)], requires: ["01", "03", "8006"], excludes: ["235"]),
        row("22", "CPV", [], [.upTo(20, .set82)], requires: ["01"]),
        row("235", "TPX", [], [.upTo(28, .set82)], requires: ["01"]),
    ]

    private static let measures =
        (0...5).map { decimals in
            row(
                "310\(decimals)", "NET WEIGHT (kg)", [.predefined, .attribute], [.fixed(.digits, 6)],
                requires: ["01", "02"], excludes: ["310n"])
        } + [row("37", "COUNT", [.attribute], [.upTo(8, .digits)], requires: ["00+02", "00+8026"])]

    private static let documents = [
        row(
            "253", "GDTI", [.attribute], gs1Key(13, skipping: 0) + [.upTo(17, .set82).optional], key: [[]]),
        row(
            "255", "GCN", [.attribute], gs1Key(13, skipping: 0) + [.upTo(12, .digits).optional],
            excludes: ["01", "02", "415", "8006", "8020", "8026"], key: [[]]),
        row("400", "ORDER NUMBER", [.attribute], [.upTo(30, .set82)]),
        row("401", "GINC", [.attribute], [.upTo(30, .set82, .companyPrefix(skipping: 0))], key: [[]]),
        row("402", "GSIN", [.attribute], gs1Key(17, skipping: 0), key: [[]]),
    ]

    private static let parties = [
        row("254", "GLN EXTENSION COMPONENT", [], [.upTo(20, .set82)], requires: ["414"]),
        row("414", "LOC No.", [.predefined, .attribute], gs1Key(13, skipping: 0), key: [["254"], ["7040"]]),
        row(
            "415", "PAY TO", [.predefined, .attribute], gs1Key(13, skipping: 0), requires: ["8020"], key: [["8020"]]),
        row("417", "PARTY", [.predefined, .attribute], gs1Key(13, skipping: 0), key: [["7040"]]),
        row(
            "7040", "UIC+EXT", [],
            [.fixed(.digits, 1), .fixed(.set82, 1), .fixed(.set82, 1), .fixed(.set82, 1, .importerIndex)]),
        row("8017", "GSRN - PROVIDER", [.attribute], gs1Key(18, skipping: 0), excludes: ["8018"], key: [["8019"]]),
        row("8018", "GSRN - RECIPIENT", [.attribute], gs1Key(18, skipping: 0), excludes: ["8017"], key: [["8019"]]),
        row("8019", "SRIN", [], [.upTo(10, .digits)], requires: ["8017", "8018"]),
        row("8020", "REF No.", [], [.upTo(25, .set82)], requires: ["415"]),
    ]

    private static let origins = [
        row("422", "ORIGIN", [.attribute], [country], requires: itemOrContent, excludes: ["426"]),
        row(
            "423", "COUNTRY - INITIAL PROCESS", [.attribute],
            [country, country.optional, country.optional, country.optional, country.optional],
            requires: ["01", "02", "03"], excludes: ["426"]),
        row("424", "COUNTRY - PROCESS", [.attribute], [country], requires: ["01", "02", "03"], excludes: ["426"]),
        row("426", "COUNTRY - FULL PROCESS", [.attribute], [country], requires: ["01", "02", "03"]),
        row(
            "7007", "HARVEST DATE", [.attribute],
            [
                .fixed(.digits, 6, .date(dayMayBeZero: false)), .fixed(.digits, 6, .date(dayMayBeZero: false)).optional,
            ],
            requires: ["01", "02"]),
    ]

    private static let assets = [
        row(
            "8003", "GRAI", [.attribute],
            [.fixed(.digits, 1, .zero)] + gs1Key(13, skipping: 0) + [.upTo(16, .set82).optional], key: [[]]),
        row("8004", "GIAI", [.attribute], [.upTo(30, .set82, .companyPrefix(skipping: 0))], key: [["7040"]]),
        row(
            "8006", "ITIP", [.attribute], gs1Key(14, skipping: 1) + [.fixed(.digits, 4, .pieceOfTotal)],
            excludes: ["01", "03", "37"], key: [["22", "10", "21"]]),
        row("8010", "CPID", [.attribute], [.upTo(30, .set39, .companyPrefix(skipping: 0))], key: [["8011"]]),
        row("8011", "CPID SERIAL", [], [.upTo(12, .digits, .noLeadingZero)], requires: ["8010"]),
        row(
            "8026", "ITIP CONTENT", [.attribute], gs1Key(14, skipping: 1) + [.fixed(.digits, 4, .pieceOfTotal)],
            requires: ["37"], excludes: ["02", "03", "8006"]),
        row(
            "8030", "DIGSIG", [.attribute], [.upTo(90, .base64URL)],
            requires: [
                "00", "01+21", "03+21", "253", "255", "8003", "8004", "8006+21", "8010+8011", "8017", "8018",
            ]),
    ]

    private static let internals =
        [row("90", "INTERNAL", [.attribute], [.upTo(30, .set82)])]
        + (91...99).map { row("\($0)", "INTERNAL", [.attribute], [.upTo(90, .set82)]) }
}

extension IdentifierRule {
    private enum Flag {
        case predefined
        case attribute
    }

    private static let itemOrContent = ["01", "02", "03", "8006", "8026"]
    private static let country = ValueComponent.fixed(.digits, 3, .country)

    private static func gs1Key(_ length: Int, skipping indicator: UInt8) -> [ValueComponent] {
        [.fixed(.digits, length, .checkDigit, .companyPrefix(skipping: indicator))]
    }

    private static func date(_ identifier: String, _ title: String) -> IdentifierRule {
        row(
            identifier, title, [.predefined, .attribute], [.fixed(.digits, 6, .date(dayMayBeZero: true))],
            requires: itemOrContent)
    }

    /// A row of the table; a `+` joins identifiers that are required together.
    private static func row(
        _ identifier: String, _ title: String, _ flags: [Flag], _ components: [ValueComponent],
        requires: [String] = [], excludes: [IdentifierPattern] = [], key: [[IdentifierPattern]]? = nil
    ) -> IdentifierRule {
        IdentifierRule(
            identifier: identifier, title: title, components: components,
            isPredefinedLength: flags.contains(.predefined), isAttribute: flags.contains(.attribute),
            requires: requires.map { group in group.split(separator: "+").map { IdentifierPattern(String($0)) } },
            excludes: excludes, qualifierSequences: key)
    }
}
