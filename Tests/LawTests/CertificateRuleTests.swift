import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// Certificates of facilities and crops: INV-12, and what they add to INV-09.
struct CertificateRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    @Test(arguments: [
        ("2025-05-12", "2028-05-11", true), ("2026-09-18", "2026-09-18", true), ("2026-09-19", "2028-05-11", false),
        ("2025-05-12", "2026-09-17", false),
    ])
    func `food is packed under a certificate in force on the packing date`(
        from: String, through: String, isRight: Bool
    ) throws {
        let changed = sample.setting("certificates", 1, "validFrom", to: .string(from))
            .setting("certificates", 1, "validThrough", to: .string(through))
        #expect(try codes(changed.issuanceCase("L-TQ-2609")) == (isRight ? [] : [.foodSafetyNotCertified]))
        #expect(try codes(changed.issuanceCase("L-TQ-2609", withMark: false)).isEmpty)
    }

    @Test func `the sentence names the day, the facility and what would serve`() throws {
        let lapsed = sample.setting("certificates", 1, "status", to: "suspended")
            .setting("lots", 0, "facility", to: "P-TQ-001/F1")
        let problem = try #require(lapsed.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .foodSafetyNotCertified)
        #expect(problem.text.vi.contains("18/09/2026, cơ sở P-TQ-001/F1"))
        #expect(problem.text.vi.contains("food_safety_facility, haccp, iso22000"))
    }

    @Test func `a certificate of another facility does not serve`() throws {
        #expect(try codes(sample.setting("lots", 0, "facility", to: "P-TQ-001/F1").issuanceCase("L-TQ-2609")).isEmpty)
        #expect(
            try codes(sample.setting("lots", 0, "facility", to: "P-TQ-001/F2").issuanceCase("L-TQ-2609"))
                == [.foodSafetyNotCertified])
    }

    // The sample's pepper has HACCP only; the sample's rice paper is of a household business without any certificate.
    @Test func `HACCP serves, and a household business needs nothing for its own place`() throws {
        #expect(try codes(sample.issuanceCase("L-QT-2610")).isEmpty)
        #expect(
            try codes(sample.setting("certificates", 4, "type", to: "iso9001").issuanceCase("L-QT-2610"))
                == [.foodSafetyNotCertified])
        #expect(try codes(sample.issuanceCase("L-QN-2611")).isEmpty)
        let cooperative = sample.setting("producers", 1, "legalForm", to: "cooperative")
        #expect(try codes(cooperative.issuanceCase("L-QN-2611")) == [.foodSafetyNotCertified])
    }

    @Test func `who packs for a household business needs a certificate`() throws {
        let packedAtPepper = sample.setting("lots", 2, "facility", to: "P-QT-001/F1")
        #expect(try codes(packedAtPepper.issuanceCase("L-QN-2611")).isEmpty)
        let uncertified = packedAtPepper.setting("certificates", 4, "validThrough", to: "2026-01-01")
        #expect(try codes(uncertified.issuanceCase("L-QN-2611")) == [.foodSafetyNotCertified])
    }

    @Test func `handicraft is no food`() throws {
        let basket = sample.setting("products", 0, "setNumber", to: 21).setting(
            "certificates", 1, "status", to: "withdrawn")
        #expect(try codes(basket.issuanceCase("L-TQ-2609")).isEmpty)
    }

    @Test func `a claim of the facility is covered on the packing date for the whole lot`() throws {
        #expect(try codes(sample.issuanceCase("L-QT-2610", claims: [.haccp])).isEmpty)
        let late = sample.setting("certificates", 4, "validFrom", to: "2026-10-13")
        #expect(try codes(late.issuanceCase("L-QT-2610", withMark: false, claims: [.haccp])) == [.claimNotCovered])
    }

    @Test(arguments: [("Chè búp tươi", true), ("chè shan tuyết", true), ("Cam sành", false)])
    func `a certificate covers its own crop`(crop: String, isCovered: Bool) throws {
        let changed = sample.setting("certificates", 0, "scope", "crop", to: .string(crop))
        let found = try changed.issuanceCase("L-TQ-2609", claims: [.organic]).violations()
        #expect(found.map(\.code) == (isCovered ? [] : [.claimNotCovered]))
        if !isCovered { #expect(found[0].text.vi.contains("cấp cho «Cam sành»")) }
    }
}
