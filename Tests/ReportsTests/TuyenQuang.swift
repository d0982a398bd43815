import Encodings
import ProgrammeSamples
import Records
import Reports

/// The programme of Tuyên Quang of July 2024, made from the totals that its office published: 240 products, of them 201
/// with three stars, 38 with four and one potential five-star, of 179 producers in 121 of 138 communes.
struct TuyenQuang {
    let producers: [Producer]
    let products: [Product]
    let recognitions: [Recognition]
    /// The one product that awaits the ministry.
    let potentialFiveStar: Set<String> = ["PR-240"]
    /// The codes of its 138 communes; made up, as the totals name none.
    let communes = Set((1...138).map(Self.commune))

    private static let forms: [(LegalForm, Int)] = [
        (.cooperative, 133), (.limitedCompany, 7), (.jointStockCompany, 3), (.privateEnterprise, 2),
        (.cooperativeGroup, 6), (.householdBusiness, 28),
    ]

    init() throws {
        let forms = Self.forms.flatMap { Array(repeating: $0.0, count: $0.1) }
        producers = try forms.enumerated().map { index, form in
            let unit: JSONValue = ["code": "08", "nameVi": "Tỉnh Tuyên Quang"]
            let place = Self.commune(index % 121 + 1)
            let commune: JSONValue = ["code": .string(place), "nameVi": .string("Xã số \(place)")]
            return try Producer.read(
                [
                    "id": .string("P-\(index + 1)"), "legalNameVi": .string("Chủ thể \(index + 1)"),
                    "legalForm": .string(form.rawValue),
                    "address": ["lineVi": "Thôn 1", "current": ["commune": commune, "province": unit]],
                ], path: "$"
            ).get()
        }
        products = try (1...240).map { number in
            try Product.read(
                [
                    "id": .string("PR-\(number)"), "producer": .string("P-\((number - 1) % 179 + 1)"),
                    "nameVi": .string("Sản phẩm \(number)"), "setNumber": 11,
                    "netContent": ["value": 100, "unit": "g"],
                ], path: "$"
            ).get()
        }
        recognitions = try (1...240).map { number in
            // The first ends on 01/08/2024, the others later.
            let issued = number == 1 ? "2021-08-01" : "2023-11-20"
            let through = number == 1 ? "2024-08-01" : "2026-11-20"
            return try Recognition.read(
                [
                    "id": .string("R-\(number)"), "product": .string("PR-\(number)"),
                    "stars": .integer(number <= 201 ? 3 : 4), "legalBasis": "148/QĐ-TTg",
                    "decisionNumber": .string("\(number)/QĐ-UBND (giả định)"), "issuedBy": "UBND (giả định)",
                    "issuedOn": .string(issued), "validThrough": .string(through),
                ], path: "$"
            ).get()
        }
    }

    private static func commune(_ number: Int) -> String { String(10_000 + number) }

    func report(on iso: String, targets: [ReportTarget] = []) -> ProgrammeReport {
        ProgrammeReport(
            on: day(iso), producers: producers, products: products, recognitions: recognitions,
            potentialFiveStar: potentialFiveStar, communes: communes, targets: targets)
    }
}
