/// What is wrong between the elements of one item (GS1 General Specifications §4.13, §4.14).
///
/// The rules hold for all the barcodes of an item together: a fault in one of them may be mended by another.
public enum AssociationFault: Error, Hashable, Sendable {
    /// The identifier is there twice, with different values.
    case repeated(ApplicationIdentifier)
    /// The two must not stand together.
    case excluded(ApplicationIdentifier, by: ApplicationIdentifier)
    /// None of the groups that the identifier requires one of is there entirely.
    case missing(requiredBy: ApplicationIdentifier, oneOf: [[IdentifierPattern]])
    /// A digital signature (8030) signs a key that has a serial component; this one has none.
    case notSerialised(ApplicationIdentifier)
}

extension ElementString {
    /// Everything that is wrong between the elements, in their order; empty when they may stand together.
    public var associationFaults: [AssociationFault] {
        let identifiers = elements.map(\.identifier)
        return repetitions(identifiers) + exclusions(identifiers) + omissions(identifiers) + unserialisedKeys
    }

    private func repetitions(_ identifiers: [ApplicationIdentifier]) -> [AssociationFault] {
        var values: [ApplicationIdentifier: String] = [:]
        var faults: [AssociationFault] = []
        for element in elements {
            let first = values[element.identifier, default: element.value]
            let fault = AssociationFault.repeated(element.identifier)
            if first != element.value && !faults.contains(fault) { faults.append(fault) }
            values[element.identifier] = first
        }
        return faults
    }

    private func exclusions(_ identifiers: [ApplicationIdentifier]) -> [AssociationFault] {
        let present = Set(identifiers).sorted()
        return present.flatMap { excluder in
            present.lazy
                // A pattern never excludes the very identifier whose rule it is.
                .filter { other in other != excluder && excluder.rule.excludes.contains { $0.matches(other) } }
                .map { .excluded($0, by: excluder) }
        }
    }

    private func omissions(_ identifiers: [ApplicationIdentifier]) -> [AssociationFault] {
        let present = Set(identifiers).sorted()
        return present.compactMap { identifier in
            let groups = identifier.rule.requires
            let isMet = groups.contains { group in group.allSatisfy { present.contains(where: $0.matches) } }
            return groups.isEmpty || isMet ? nil : .missing(requiredBy: identifier, oneOf: groups)
        }
    }

    private var unserialisedKeys: [AssociationFault] {
        guard elements.contains(where: { $0.identifier.text == "8030" }) else { return [] }
        return elements.filter { ["253", "255", "8003"].contains($0.identifier.text) && !$0.isSerialised }
            .map { .notSerialised($0.identifier) }
    }
}

extension AssociationFault: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .repeated(let identifier): "\(identifier) is there twice with different values: leave one out"
        case .excluded(let identifier, let other): "\(identifier) must not stand together with \(other)"
        case .missing(let identifier, let groups): "\(identifier) needs \(Self.list(groups, or: "or")) beside it"
        case .notSerialised(let identifier): "a digital signature (8030) needs the serial component of \(identifier)"
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .repeated(let identifier): "\(identifier) có hai lần với giá trị khác nhau: bỏ một lần"
        case .excluded(let identifier, let other): "\(identifier) không đi cùng \(other)"
        case .missing(let identifier, let groups): "\(identifier) cần đi kèm \(Self.list(groups, or: "hoặc"))"
        case .notSerialised(let identifier): "chữ ký số (8030) cần phần số sê-ri của \(identifier)"
        }
    }

    private static func list(_ groups: [[IdentifierPattern]], or: String) -> String {
        groups.map { group in group.map { "(\($0.text))" }.joined(separator: "+") }.joined(separator: " \(or) ")
    }
}
