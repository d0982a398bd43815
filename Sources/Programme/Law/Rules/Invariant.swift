public import Wording

/// The rules that no label may break, for any caller; the raw value is the code that they keep for ever.
///
/// docs/rules.md is made from this table by `RuleTable.markdown`.
public enum Invariant: String, Sendable, CaseIterable {
    case starsFitTheScore = "INV-01"
    case validForItsMonths = "INV-02"
    case recognisedByTheRightAuthority = "INV-03"
    case recognisedWhenPackedAndToday = "INV-04"
    case markOfTheRecognisedProduct = "INV-05"
    case withinQuota = "INV-06"
    case enoughFromTheProvince = "INV-07"
    case originsKnown = "INV-08"
    case claimsCovered = "INV-09"
    case massBalances = "INV-10"
    case noMoreUnitsThanPacks = "INV-11"
    case foodSafetyCertified = "INV-12"
    case expiresWithinShelfLife = "INV-13"
    case storyTold = "INV-14"
    case tenItemsDeclared = "INV-15"
    case stagesInOrder = "INV-16"
    case serialsNeverReused = "INV-17"
    case keySignsForItsOwner = "INV-18"
    case addressOfThePackingDate = "INV-19"
    case unitCodesDated = "INV-20"
    case approverIsAnotherPerson = "INV-21"
    case noPersonalData = "INV-22"
    case potentialIsNoRank = "INV-23"
    case extensionBounded = "INV-24"
    case withdrawnByTheRightAuthority = "INV-25"
    case recallStopsPrinting = "INV-26"
    case confirmedByAnother = "INV-27"
    case restsOnConfirmedFacts = "INV-28"
    case zoneSuppliesTheProducer = "INV-29"
}

extension Invariant {
    /// The code of the problem that says it is broken.
    public var code: ProblemCode { entry.code }

    /// What is wrong where it is broken.
    public var title: Bilingual { code.title }

    /// Where it comes from: a law, or the seed article that asks for it.
    public var source: String { entry.source }

    /// The most that it does where it is broken.
    public var severity: Severity { entry.severity }

    /// The function that keeps it.
    public var keptBy: String { entry.keptBy }

    private struct Entry {
        let code: ProblemCode
        let severity: Severity
        let source: String
        let keptBy: String

        init(_ code: ProblemCode, _ severity: Severity = .refusal, source: String, keptBy: String) {
            self.code = code
            self.severity = severity
            self.source = source
            self.keptBy = keptBy
        }
    }

    private var entry: Entry {
        switch self {
        case .starsFitTheScore:
            Entry(.scoreOutsideRank, source: "26/2026/QĐ-TTg Art 3.3", keptBy: "RecognitionCase.starsFitTheScore")
        case .validForItsMonths:
            Entry(.validityWrong, source: "26/2026/QĐ-TTg Art 4.3", keptBy: "RecognitionCase.lastsItsMonths")
        case .recognisedByTheRightAuthority:
            Entry(
                .authorityNotCompetent, source: "1048, 148, 1489, 26/2026/QĐ-TTg Art 4.1",
                keptBy: "RecognitionCase.authorityWasCompetent")
        case .recognisedWhenPackedAndToday:
            Entry(
                .recognitionNotInForce, source: "1162/QĐ-VPĐP-OCOP Art 4", keptBy: "IssuanceCase.recognitionIsInForce")
        case .markOfTheRecognisedProduct:
            Entry(
                .productNotRecognised, source: "26/2026/QĐ-TTg Art 8.1.d", keptBy: "IssuanceCase.recognisedProductOnly")
        case .withinQuota:
            Entry(.quotaExceeded, source: "seed 002 (E1)", keptBy: "IssuanceCase.withinQuota")
        case .enoughFromTheProvince:
            Entry(
                .provincialShareTooLow, source: "26/2026/QĐ-TTg App. II item 1.1",
                keptBy: "IssuanceCase.enoughFromTheProvince")
        case .originsKnown:
            Entry(.originUnknown, source: "26/2026/QĐ-TTg App. II note 1.1", keptBy: "IssuanceCase.originsAreKnown")
        case .claimsCovered:
            Entry(.claimNotCovered, source: "seed 002 (D1)", keptBy: "IssuanceCase.claimIsCovered")
        case .massBalances:
            Entry(
                .lotOutputExceeded, source: "seed 002 (C5)",
                keptBy: "IssuanceCase.withinLotOutput, outputWithinInputs, inputsWithinZones")
        case .noMoreUnitsThanPacks:
            Entry(.lotUnitsExceeded, source: "seed 002 (E1)", keptBy: "IssuanceCase.withinLotUnits")
        case .foodSafetyCertified:
            Entry(
                .foodSafetyNotCertified, source: "26/2026/QĐ-TTg App. II item 9; 15/2018/NĐ-CP Art 12",
                keptBy: "IssuanceCase.facilityIsCertified")
        case .expiresWithinShelfLife:
            Entry(.shelfLifeExceeded, source: "37/2026/NĐ-CP Art 42", keptBy: "IssuanceCase.expiresWithinShelfLife")
        case .storyTold:
            Entry(.storyMissing, source: "26/2026/QĐ-TTg App. II items 2.3, 5.1", keptBy: "IssuanceCase.storyIsTold")
        case .tenItemsDeclared:
            Entry(
                .traceItemsMissing, .warning, source: "02/2024/TT-BKHCN Art 6.3",
                keptBy: "IssuanceCase.tenItemsAreDeclared")
        case .stagesInOrder:
            Entry(.eventsOutOfOrder, source: "02/2024/TT-BKHCN Art 6.1", keptBy: "IssuanceCase.stagesAreInOrder")
        case .serialsNeverReused:
            Entry(.serialReused, source: "STAMP-V1", keptBy: "Batch.serialsAreUnused")
        case .keySignsForItsOwner:
            Entry(.keyNotEntitled, source: "seed 000 (G1)", keptBy: "SigningKeyRecord.maySign")
        case .addressOfThePackingDate:
            Entry(.addressOfAnotherDay, source: "202/2025/QH15", keptBy: "IssuanceCase.addressIsOfPackingDate")
        case .unitCodesDated:
            Entry(.unitCodeUndated, source: "19/2025/QĐ-TTg", keptBy: "DatedUnitCode.init")
        case .approverIsAnotherPerson:
            Entry(.approverIsRequester, source: "seed 002 (E1)", keptBy: "PrintOrder.approverIsAnother")
        case .noPersonalData:
            Entry(.personalDataInStamp, source: "91/2025/QH15", keptBy: "IssuanceCase.stampIsImpersonal")
        case .potentialIsNoRank:
            Entry(.potentialIsNoRank, source: "26/2026/QĐ-TTg Art 7.3.e", keptBy: "Recognition.potentialIsNoRank")
        case .extensionBounded:
            Entry(.extensionTooLong, source: "26/2026/QĐ-TTg Art 12.3", keptBy: "RecognitionCase.extensionIsBounded")
        case .withdrawnByTheRightAuthority:
            Entry(
                .withdrawalNotCompetent, source: "26/2026/QĐ-TTg Art 8.2",
                keptBy: "RecognitionCase.withdrawalWasCompetent")
        case .recallStopsPrinting:
            Entry(.lotRecalled, source: "seed 003 (F2)", keptBy: "IssuanceCase.recallStopsPrinting")
        case .confirmedByAnother:
            Entry(.confirmedByItself, source: "docs/decisions/0023", keptBy: "ConfirmationCase.confirmerIsAnother")
        case .restsOnConfirmedFacts:
            Entry(
                .notConfirmed, source: "docs/decisions/0023", keptBy: "IssuanceCase.restsOnConfirmedFacts")
        case .zoneSuppliesTheProducer:
            Entry(.zoneDoesNotSupply, .warning, source: "seed 001 (A5)", keptBy: "Lot.zonesSupply")
        }
    }
}
