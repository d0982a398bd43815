extension LabelError {
    /// The same sentence as ``description``, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .resolution(let dots, let offered):
            "mẫu được thiết kế cho \(offered) điểm/inch, không phải \(dots): chọn một trong các mức đó"
        case .font(let path, let faces):
            "\(path) chứa \(faces) kiểu chữ, cần đúng một: dùng tệp TrueType hoặc OpenType thông thường"
        case .missing(let field): "\(field) chưa có giá trị: điền giá trị"
        case .unknown(let field): "mẫu không có trường \(field)"
        case .misplaced(let field, let isPerLabel):
            "\(field) được điền \(isPerLabel ? "cho từng nhãn, không cho cả đợt in" : "cho cả đợt in, không cho từng nhãn")"
        case .wrongKind(let field, let wants, let given): "\(field) nhận kiểu \(wants), không nhận \(given)"
        case .textTooLong(let field, let characters, let limit):
            "\(field) nhận tối đa \(limit) ký tự, đã điền \(characters): viết ngắn lại"
        case .wrongForm(let field, let text, let pattern):
            "\(field) là «\(text)», không đúng dạng \(pattern): kiểm tra lại"
        case .forbiddenCharacter(let field, let scalar):
            "\(field) có ký tự không in được \(Self.code(scalar)): bỏ ký tự này"
        case .noSuchRank(let field, let stars): "\(field) là 3, 4 hoặc 5 sao, không phải \(stars)"
        case .markWithoutRank(let stars, let allowed):
            "nhãn hiệu cần hạng \(allowed.lowerBound) đến \(allowed.upperBound) sao, "
                + "đợt in này \(stars.map { "có \($0) sao" } ?? "không có hạng"): không đưa nhãn hiệu vào"
        case .artworkMissing(let line): "mẫu có hình nền (dòng \(line)): đưa tệp artwork.svg"
        case .missingGlyph(let scalar, let font, let text, let line):
            "\(font) không có nét chữ cho \(Self.code(scalar)) trong «\(text)» (dòng \(line)): đổi nội dung hoặc phông chữ"
        case .doesNotFit(let text, let box, let lines, let smallest, let line):
            "«\(text)» không vừa khung \(box.width) × \(box.height) với \(lines) dòng cỡ \(smallest) (dòng \(line)): "
                + "viết ngắn lại, hoặc nới khung"
        case .moduleTooSmall(let dots, let module, let smallest, let modules, let line):
            "\(modules) ô chỉ còn \(dots) điểm, \(module), mỗi ô; cần ít nhất 3 điểm và \(smallest) "
                + "(dòng \(line)): nới khung hoặc rút ngắn mã"
        case .stamp(let error): "nội dung tem không tạo được mã QR: \(error)"
        case .page(let error): "không vẽ được nhãn: \(error)"
        case .sheet(let error): "\(error)"
        case .fileName(let name): "«\(name)» không đặt tên tệp được: dùng 1 đến 100 chữ cái không dấu, chữ số, - _ và ."
        case .compression(let error): "không nén được nhãn: \(error)"
        case .png(let error): "không tạo được PNG của nhãn: \(error)"
        case .drawing(let status): "cairo báo lỗi \(status): giải phóng bộ nhớ"
        }
    }
}
