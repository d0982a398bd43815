internal import Law
public import Records

extension StampFacts {
    /// The recognition in force when the lot was packed.
    public var recognitionAtPacking: Recognition? { lot.flatMap { recognitions.inForce(on: $0.packedOn) } }

    /// Where the lot's raw material came from, each input with its share and its evidence.
    public var origins: [Origin] {
        guard let lot else { return [] }
        return lot.inputs.map { input in
            let certificate = certificates.first { $0.id == input.certificate }
            return Origin(
                input: input, sharePercent: (lot.inputs.share(of: input) * 1_000).rounded() / 10,
                zone: zones.first { $0.id == input.zone },
                zoneConfirmation: input.zone.flatMap { confirmations[RecordKind.zone.key(of: $0)] },
                certificate: certificate.map { evidence($0, $0.covers(input, packedOn: lot.packedOn)) })
        }
    }

    /// The certificates of the producer's facilities, and whether each covered the packing date.
    public var facilityEvidence: [Evidence] {
        guard let lot else { return [] }
        return certificates.compactMap { certificate in
            guard case .facility = certificate.scope else { return nil }
            return evidence(certificate, certificate.isInForce(on: lot.packedOn))
        }
    }

    private func evidence(_ certificate: Certificate, _ isCovering: Bool) -> Evidence {
        Evidence(
            certificate: certificate, isCovering: isCovering,
            confirmation: confirmations[RecordKind.certificate.key(of: certificate.id)])
    }
}

/// One raw material of a lot.
public struct Origin: Sendable {
    /// The raw material as the lot declares it.
    public let input: LotInput
    /// The part of the lot's inputs by mass, 0 … 100, to one decimal.
    public let sharePercent: Double
    /// nil for material that was bought, or whose origin is not declared.
    public let zone: MaterialZone?
    /// Who confirmed the zone; nil where it is as its producer declared it.
    public let zoneConfirmation: Confirmation?
    /// The certificate that is named for it.
    public let certificate: Evidence?
}

/// A certificate, and whether it covers what it is shown for: the harvest of an input, or the packing date.
public struct Evidence: Sendable {
    /// The certificate that is named for it.
    public let certificate: Certificate
    /// Whether it covers what it is shown for.
    public let isCovering: Bool
    /// Who confirmed it; nil where it is as its producer declared it, and backs nothing.
    public let confirmation: Confirmation?
}
