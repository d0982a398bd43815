import GS1
import Stamps
import Testing

struct StampSealerTests {
    @Test func `sealing twice gives the same text`() throws {
        let fixture = try Fixture()
        #expect(try fixture.item() == fixture.item())
        #expect(try fixture.sealer.seal(fixture.gtin) == fixture.sealer.seal(fixture.gtin))
    }

    @Test func `a run gives the stamps that sealing one by one gives`() throws {
        let fixture = try Fixture()
        let numbers = try SerialRange(first: SerialNumber(0xFF_FFFE), count: 5)
        for (key, lot) in [(fixture.gtin, nil), (fixture.code, try LotNumber("TQ-2609"))] {
            let run = fixture.sealer.run(of: key, lot: lot, secret: fixture.secret)
            for number in numbers {
                let serial = Serial(number: number, guard: fixture.secret.guard(of: number, key: key))
                #expect(run.serial(number) == serial)
                #expect(try run.stamp(number) == fixture.sealer.seal(key, lot: lot, serial: serial))
            }
        }
    }

    @Test func `what is sealed is read back as it was`() throws {
        let fixture = try Fixture()
        let lot = try LotNumber("TQ-2609")
        let serial = try Serial("000012K7Q2M")
        let stamp = try UnverifiedStamp(parsing: fixture.sealer.seal(fixture.gtin, lot: lot, serial: serial))
        #expect(stamp.host == fixture.sealer.host && stamp.seal.keyID == fixture.sealer.keyID)
        #expect(stamp.key == fixture.gtin && stamp.lot == lot && stamp.serial == serial)
        #expect(stamp.isSigned(by: fixture.publicKey))
    }

    @Test func `a stamp is signed for its key id and host alone`() throws {
        let fixture = try Fixture()
        let text = try fixture.item()
        let stamp = try UnverifiedStamp(parsing: text)
        let otherID = try Seal(keyID: KeyID(rawValue: 0xBEEE), signature: stamp.seal.signature).digits
        for moved in [
            text.replacing("TG.EXAMPLE", with: "TX.EXAMPLE"), text.replacing(stamp.seal.digits, with: otherID),
        ] {
            #expect(try !UnverifiedStamp(parsing: moved).isSigned(by: fixture.publicKey))
        }
    }

    @Test func `every character of a stamp is in the QR alphanumeric set`() throws {
        let set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  // ISO/IEC 18004, table 5
        #expect(try Fixture().item().allSatisfy { set.contains($0) })
    }
}
