package import Encodings
import FoundationEssentials
package import Law
package import Records
import Testing
package import Time
package import Wording

/// The sample programme (examples/ocop/programme.json), as it stands or with some of its values changed.
package struct SampleProgramme {
    package var json: JSONValue

    /// The day for which the sample states what it expects.
    package static let today = day("2026-11-21")

    package init() throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = (folder + ["examples", "ocop", "programme.json"]).joined(separator: "/")
        json = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    /// The sample as its producers declare it: nobody has confirmed anything, and there are no offices.
    package static func declared() throws -> SampleProgramme {
        try SampleProgramme().setting("organisations", to: nil).setting("confirmations", to: nil)
    }

    /// The sample with the value at a path changed, added, or taken away where `value` is nil.
    package func setting(_ path: PathStep..., to value: JSONValue?) -> SampleProgramme {
        var changed = self
        changed.json = json.setting(path[...], to: value) ?? .null
        return changed
    }

    package func programme() throws -> Programme { try Programme(reading: json) }

    /// What is wrong in it; empty where it can be read.
    package func problems() -> [DataProblem] {
        do throws(DataProblems) {
            _ = try Programme(reading: json)
            return []
        } catch {
            return error.problems
        }
    }

    package func records<Record: RegisterRecord>(_: Record.Type) throws -> [Record] {
        try programme().elements.compactMap { $0.record as? Record }
    }

    package func record<Record: RegisterRecord>(_ type: Record.Type, _ id: String) throws -> Record {
        try #require(records(type).first { $0.id == id }, "the sample has no \(id)")
    }

    /// What a register that holds the sample knows of a request.
    ///
    /// - Parameter issued: how many stamps were issued before, for the lot and under each right of its product.
    package func issuanceCase(
        _ lotID: String, count: Int = 1, withMark: Bool = true, claims: [CertificateType] = [], issued: Int = 0,
        today: CivilDate = Self.today, key: SigningKeyRecord? = nil, printedAddress: String? = nil,
        framework: LegalFramework = .shipped
    ) throws -> IssuanceCase {
        let lot = try record(Lot.self, lotID)
        let product = try record(Product.self, lot.product)
        let packer = lot.facility?.producer ?? product.producer
        let recognitions = try records(Recognition.self).filter { $0.product == product.id }
        let authorisations = try records(MarkAuthorisation.self).filter { right in
            recognitions.contains { $0.id == right.recognition }
        }
        return IssuanceCase(
            lot: lot, product: product, producer: try record(Producer.self, product.producer),
            recognitions: recognitions,
            authorisations: authorisations.map { MarkAccount(authorisation: $0, issued: withMark ? issued : 0) },
            certificates: try lot.inputs.compactMap(\.certificate).map { try record(Certificate.self, $0) },
            issuedForLot: issued, count: count, withMark: withMark, claims: claims, today: today,
            zones: try lot.inputs.compactMap(\.zone).map { try record(MaterialZone.self, $0) },
            facilityCertificates: try records(Certificate.self).filter { $0.parent == packer },
            zoneInputs: try records(Lot.self).filter { $0.id != lotID }.zoneInputs, signingKey: key,
            printedAddress: printedAddress, framework: framework)
    }
}

/// A step of a path into a JSON value: the name of a member, or the place of an element.
package enum PathStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case member(String)
    case element(Int)

    package init(stringLiteral name: String) { self = .member(name) }
    package init(integerLiteral place: Int) { self = .element(place) }
}

extension JSONValue {
    /// The value with what stands at the path replaced; nil takes it away, and an element one past the end is added.
    package func setting(_ path: ArraySlice<PathStep>, to value: JSONValue?) -> JSONValue? {
        guard let step = path.first else { return value }
        let rest = path.dropFirst()
        switch (step, self) {
        case (.member(let name), .object(var members)):
            members[name] = (members[name] ?? .null).setting(rest, to: value)
            return .object(members)
        case (.element(let place), .array(var elements)):
            let element = (elements.indices.contains(place) ? elements[place] : .null).setting(rest, to: value)
            elements.replaceSubrange(place..<min(place + 1, elements.count), with: element.map { [$0] } ?? [])
            return .array(elements)
        default:
            Issue.record("the sample has no such place: \(path)")
            return self
        }
    }
}

/// A day that the test writes down; a mistake in it fails the test.
package func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso) else { preconditionFailure("\(iso) is no day") }
    return date
}

/// The codes of the rules that a case breaks.
package func codes(_ issuanceCase: IssuanceCase) -> [ProblemCode] { issuanceCase.violations().map(\.code) }
