internal import CSV
internal import Encodings
public import Time
public import Wording

/// A unit that came to its new form on a day, with the units that went into it.
public struct UnitMerger: Sendable, Hashable {
    /// A unit as it was before; its code is not known, as lists of mergers give names only.
    public struct FormerUnit: Sendable, Hashable {
        /// The name with its kind, such as `Xã Đà Vị`.
        public let name: String
        /// The district that the list names to tell units with one name apart, such as `huyện Lệ Thủy`.
        public let district: String?
        /// Whether only a part of it went into the new unit, as far as the list says.
        public let isPart: Bool
    }

    /// The unit since that day.
    public let unit: AdministrativeUnit
    /// What went into it, in the order of the list; the unit itself, by name, where it stayed as it was.
    public let former: [FormerUnit]
}

/// A list of mergers: where the communes of old went on one day.
///
/// Reads the columns `new_province`, `new_code`, `new_name`, `old_unit_text`, the last as resolutions write it:
/// `Xã Đà Vị, Xã Sơn Phú và phần còn lại của xã Hồng Thái sau khi sắp xếp`, or `giữ nguyên` where nothing changed.
public struct UnitMergers: Sendable {
    /// The mergers in the order of the list.
    public let all: [UnitMerger]

    /// Reads a table.
    ///
    /// - Parameter day: the first day of the new units.
    /// - Parameter legalDocument: what the new units rest on.
    /// - Throws: everything that is wrong, with row and column.
    public init(table bytes: [UInt8], from day: CivilDate, legalDocument: String? = nil) throws(DataProblems) {
        var mergers: [UnitMerger] = []
        var problems: [DataProblem] = []
        for row in try Self.rows(bytes) {
            switch Self.merger(row, day, legalDocument) {
            case .success(let merger): mergers.append(merger)
            case .failure(let found): problems += found.problems
            }
        }
        if !problems.isEmpty { throw DataProblems(problems) }
        all = mergers
    }

    /// The new units that a former one went to, whole or in part; several where it was divided.
    ///
    /// - Parameter province: the code of the new province; nil looks in all.
    public func successors(ofFormer name: String, inProvince province: String? = nil) -> [AdministrativeUnit] {
        all.filter { merger in
            (province == nil || merger.unit.parentCode == province) && merger.former.contains { $0.name == name }
        }
        .map(\.unit)
    }
}

extension UnitMergers {
    private static let columns = ["new_province", "new_code", "new_name", "old_unit_text"]

    /// The rows below the header.
    private static func rows(_ bytes: [UInt8]) throws(DataProblems) -> [CSVRow] {
        var rows: [CSVRow] = []
        do throws(CSVError) {
            var reader = try CSVReader(bytes)
            while let row = try reader.next() { rows.append(row) }
        } catch {
            throw DataProblems([error.inTable.asData])
        }
        guard let header = rows.first, header.fields == columns else {
            let columns = columns.joined(separator: ", ")
            let text = Bilingual(vi: "cần là các cột: \(columns)", en: "should be the columns: \(columns)")
            throw DataProblems([DataProblem(path: "row \(rows.first?.number ?? 1)", text: text)])
        }
        return Array(rows.dropFirst())
    }

    private static func merger(
        _ row: CSVRow, _ day: CivilDate, _ legalDocument: String?
    ) -> Result<UnitMerger, DataProblems> {
        let fields = row.fields.map(TableCell.text)
        func place(_ index: Int) -> String {
            TablePlace(row: row.number, column: index + 1, name: columns[index]).text
        }
        let json: JSONValue = .record([
            "level": .string(AdministrativeLevel.commune.rawValue), "parentCode": .string(fields[0]),
            "code": .string(fields[1]), "nameVi": .string(fields[2]), "validFrom": .string(day.iso),
            "legalDocument": legalDocument.map(JSONValue.string),
        ])
        let places = ["$.parentCode": place(0), "$.code": place(1), "$.nameVi": place(2)]
        return AdministrativeUnit.read(json, path: "$")
            .mapError { error in
                DataProblems(error.problems.map { DataProblem(path: places[$0.path] ?? place(0), text: $0.text) })
            }
            .flatMap { unit in
                guard let former = FormerUnitsText(fields[3], now: unit.name).units else {
                    let text = TableCell.wrong(
                        fields[3], vi: "tên các đơn vị cũ, cách nhau bằng dấu phẩy, hoặc «giữ nguyên»",
                        en: "the names of the old units with commas between them, or \"giữ nguyên\"")
                    return .failure(DataProblems([DataProblem(path: place(3), text: text)]))
                }
                return .success(UnitMerger(unit: unit, former: former))
            }
    }
}
