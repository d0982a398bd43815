extension RecordTable {
    /// Producers with the present address and, where the units have changed, the one before.
    static let producerColumns =
        [
            TableColumn("id", "Mã số", ["mã chủ thể", "producer id"], required: true),
            TableColumn("legalNameVi", "Tên chủ thể", ["tên đăng ký", "tên", "legal name", "name"], required: true),
            TableColumn("shortName", "Tên gọi tắt", ["tên viết tắt", "short name"]),
            TableColumn("legalForm", "Loại hình", ["loại hình chủ thể", "legal form"], legalForms, required: true),
            TableColumn("taxCode", "Mã số thuế", ["MST", "tax code"], .taxCode),
            TableColumn(
                "address", "Địa chỉ", ["thôn, số nhà", "số nhà, đường, thôn", "address line"],
                member: "address.lineVi", required: true),
        ] + address("", "", "current", required: true) + address("recorded", " trước đây", "asRecorded")

    /// The units of an address at one time.
    ///
    /// - Parameters:
    ///   - prefix: begins the names in English.
    ///   - suffix: ends the headings in Vietnamese.
    private static func address(
        _ prefix: String, _ suffix: String, _ version: String, required: Bool = false
    ) -> [TableColumn] {
        func column(
            _ name: String, _ heading: String, _ member: String, _ form: ColumnForm = .text, required: Bool = false
        ) -> TableColumn {
            let full = prefix.isEmpty ? name : prefix + name.prefix(1).uppercased() + name.dropFirst()
            return TableColumn(full, heading + suffix, member: "address.\(version).\(member)", form, required: required)
        }
        return [
            column("communeCode", "Mã xã", "commune.code", .unitCode(.commune), required: required),
            column("commune", "Xã", "commune.nameVi", required: required),
            column("districtCode", "Mã huyện", "district.code", .unitCode(.district)),
            column("district", "Huyện", "district.nameVi"),
            column("provinceCode", "Mã tỉnh", "province.code", .unitCode(.province), required: required),
            column("province", "Tỉnh", "province.nameVi", required: required),
            column("addressFrom", "Địa chỉ từ ngày", "validFrom", .date),
            column("addressTo", "Địa chỉ đến ngày", "validTo", .date),
        ]
    }

    private static let legalForms = ColumnForm.word(
        LegalForm.self,
        [
            .cooperative: ["hợp tác xã", "HTX"], .cooperativeGroup: ["tổ hợp tác", "THT"],
            .limitedCompany: ["công ty TNHH", "công ty trách nhiệm hữu hạn", "TNHH"],
            .jointStockCompany: ["công ty cổ phần", "CTCP"],
            .privateEnterprise: ["doanh nghiệp tư nhân", "DNTN"],
            .householdBusiness: ["hộ kinh doanh", "HKD", "hộ sản xuất"], .farm: ["trang trại"],
            .association: ["hội", "hiệp hội"], .operatingCentre: ["trung tâm điều hành"],
        ])
}
