extension ProblemCode {
    /// What the code means, in general.
    public var title: Bilingual {
        switch self {
        case .scoreOutsideRank:
            Bilingual(vi: "Số điểm không thuộc hạng sao", en: "The points are not those of the stars")
        case .validityWrong:
            Bilingual(
                vi: "Ngày hết hiệu lực của công nhận chưa đúng quy định",
                en: "The last day of the recognition is not the one that its decision gives")
        case .authorityNotCompetent:
            Bilingual(
                vi: "Cơ quan công nhận không đúng thẩm quyền",
                en: "The authority could not recognise so many stars on that day")
        case .recognitionNotInForce:
            Bilingual(
                vi: "Công nhận OCOP không còn hiệu lực vào ngày đóng gói hoặc hôm nay",
                en: "The recognition is not in force on the packing date or today")
        case .productNotRecognised:
            Bilingual(
                vi: "Nhãn hiệu OCOP chỉ dùng cho đúng sản phẩm và hạng sao đã được công nhận",
                en: "The mark belongs to the recognised product and its stars only")
        case .quotaExceeded: Bilingual(vi: "Vượt hạn mức in nhãn hiệu", en: "The print quota is exceeded")
        case .provincialShareTooLow:
            Bilingual(
                vi: "Tỷ lệ nguyên liệu trong tỉnh chưa đủ",
                en: "Too little of the raw material is from the province")
        case .originUnknown: Bilingual(vi: "Nguyên liệu chưa rõ nguồn gốc", en: "Raw material is of unknown origin")
        case .claimNotCovered:
            Bilingual(vi: "Chứng nhận không bao phủ nguyên liệu của lô", en: "A claim is not covered by a certificate")
        case .lotOutputExceeded:
            Bilingual(
                vi: "Số nhãn, sản lượng và nguyên liệu của lô không cân đối",
                en: "Labels, output and raw material of the lot do not balance")
        case .lotUnitsExceeded: Bilingual(vi: "Số nhãn vượt số gói của lô", en: "More labels than the lot has packs")
        case .foodSafetyNotCertified:
            Bilingual(
                vi: "Cơ sở chưa có chứng nhận an toàn thực phẩm vào ngày đóng gói",
                en: "The facility has no certificate of food safety on the packing date")
        case .shelfLifeExceeded:
            Bilingual(
                vi: "Hạn sử dụng dài hơn thời hạn bảo quản",
                en: "The expiry date is later than the shelf life allows")
        case .storyMissing:
            Bilingual(
                vi: "Chưa có câu chuyện sản phẩm trong nội dung truy xuất",
                en: "The product story is missing from the traceability content")
        case .traceItemsMissing:
            Bilingual(
                vi: "Nội dung truy xuất chưa đủ mười mục",
                en: "The traceability content lacks some of its ten items")
        case .eventsOutOfOrder:
            Bilingual(
                vi: "Thời gian các công đoạn chưa đúng thứ tự",
                en: "The stages of the lot are not in the order of their days")
        case .serialReused:
            Bilingual(
                vi: "Số tem đã hủy hoặc hỏng không được dùng lại",
                en: "A serial number is used once, even after it was voided or spoiled")
        case .keyNotEntitled:
            Bilingual(
                vi: "Khóa ký không dùng được vào ngày này hoặc cho sản phẩm này",
                en: "The signing key is not for this day or this product")
        case .addressOfAnotherDay:
            Bilingual(
                vi: "Địa chỉ trên nhãn không phải địa chỉ vào ngày đóng gói",
                en: "The address on the label is not the one of the packing date")
        case .unitCodeUndated:
            Bilingual(vi: "Mã đơn vị hành chính cần đi kèm ngày", en: "An administrative code needs a date")
        case .approverIsRequester:
            Bilingual(vi: "Người đề nghị in không được tự duyệt", en: "Who asks for a print order does not approve it")
        case .personalDataInStamp:
            Bilingual(vi: "Mã tem không được chứa thông tin cá nhân", en: "A stamp carries no personal data")
        case .potentialIsNoRank:
            Bilingual(vi: "Tiềm năng 5 sao không phải là hạng sao", en: "Potential five-star is not a rank")
        case .extensionTooLong:
            Bilingual(
                vi: "Gia hạn chuyển tiếp quá dài hoặc chưa có văn bản",
                en: "The transitional extension is too long or has no document")
        case .withdrawalNotCompetent:
            Bilingual(
                vi: "Cơ quan thu hồi giấy chứng nhận không đúng thẩm quyền",
                en: "The authority could not withdraw the recognition")
        case .zoneDoesNotSupply:
            Bilingual(
                vi: "Vùng nguyên liệu không cung cấp nguyên liệu này cho chủ thể",
                en: "The zone does not supply this producer with this material")
        case .lotRecalled: Bilingual(vi: "Lô đang bị thu hồi sản phẩm", en: "The lot is recalled")
        case .confirmedByItself:
            Bilingual(vi: "Bên khai báo không tự xác nhận", en: "Who declares a fact does not confirm it")
        case .notConfirmed: Bilingual(vi: "Dữ liệu chưa được xác nhận", en: "A fact is not confirmed")
        case .producerStopped:
            Bilingual(vi: "Chủ thể đã ngừng hoạt động", en: "The producer has stopped")
        case .markNotAuthorised:
            Bilingual(vi: "Chưa có quyền in nhãn hiệu", en: "There is no right to print the mark")
        case .usage: Bilingual(vi: "Lệnh chưa đúng cách dùng", en: "The command was not used as it should be")
        case .dataInvalid: Bilingual(vi: "Dữ liệu chưa đúng", en: "The data is not right")
        case .jsonSyntax: Bilingual(vi: "Tệp không phải JSON hợp lệ", en: "The file is not valid JSON")
        case .lotUnknown: Bilingual(vi: "Không có lô này", en: "There is no such lot")
        case .batchUnknown: Bilingual(vi: "Không có đợt tem này", en: "There is no such batch")
        case .productUnknown: Bilingual(vi: "Không có sản phẩm này", en: "There is no such product")
        case .authorisationUnknown:
            Bilingual(vi: "Không có quyền in này", en: "There is no such right to print a mark")
        case .lotNotRecalled:
            Bilingual(vi: "Lô không bị thu hồi sản phẩm", en: "The lot is not recalled")
        case .authorisationEnded:
            Bilingual(vi: "Quyền in đã chấm dứt", en: "The right to print a mark has ended")
        case .orderUnknown: Bilingual(vi: "Không có lệnh in này", en: "There is no such print order")
        case .orderStateConflict:
            Bilingual(vi: "Trạng thái của lệnh in không cho phép", en: "The state of the print order does not allow it")
        case .reprintNeedsReason:
            Bilingual(vi: "In lại cần nêu lý do", en: "A reprint needs a reason")
        case .labelsNotDrawn:
            Bilingual(vi: "Còn nhãn chưa tạo", en: "Some labels are not drawn")
        case .reportDoesNotBalance:
            Bilingual(
                vi: "Số đã in, hỏng và trả lại không khớp với đợt tem",
                en: "Printed, spoiled and returned do not add up to the batch")
        case .numbersUnknown:
            Bilingual(vi: "Đợt tem không có các số này", en: "The batch does not have these numbers")
        case .tokenMissing: Bilingual(vi: "Chưa kèm mã truy cập", en: "There is no access token")
        case .tokenInvalid: Bilingual(vi: "Mã truy cập không dùng được", en: "The access token cannot be used")
        case .tokenExpired: Bilingual(vi: "Mã truy cập đã hết hạn", en: "The access token has expired")
        case .tokenUnknown: Bilingual(vi: "Không có mã truy cập này", en: "There is no such access token")
        case .rightMissing: Bilingual(vi: "Thiếu quyền thực hiện việc này", en: "The right to do this is missing")
        case .recordUnknown: Bilingual(vi: "Không có hồ sơ này", en: "There is no such record")
        case .crossSiteRequest:
            Bilingual(vi: "Biểu mẫu gửi từ nơi khác", en: "A form that was sent from elsewhere")
        case .logMissing: Bilingual(vi: "Chưa có khóa của nhật ký minh bạch", en: "The transparency log has no key")
        case .logInconsistent:
            Bilingual(
                vi: "Nhật ký minh bạch không khớp với những gì đã ký",
                en: "The transparency log is not what was signed")
        case .logNotWitnessed:
            Bilingual(vi: "Chưa đủ nhân chứng cho nhật ký minh bạch", en: "The witnesses' quorum is not met")
        case .clockBehind:
            Bilingual(
                vi: "Đồng hồ chậm hơn mục mới nhất của sổ", en: "The clock is behind the register's newest entry")
        case .clockDiffers:
            Bilingual(
                vi: "Đồng hồ lệch với giờ của các nhân chứng", en: "The clock differs from the witnesses' times")
        case .notAcceptable:
            Bilingual(vi: "Không trả lời được theo định dạng yêu cầu", en: "There is no answer in the format asked for")
        case .preconditionFailed:
            Bilingual(vi: "Hồ sơ đã thay đổi từ lần đọc trước", en: "The record has changed since it was read")
        case .preconditionRequired:
            Bilingual(vi: "Cần cho biết bản hồ sơ đã đọc", en: "It must be said which state of the record was read")
        case .mediaTypeUnsupported: Bilingual(vi: "Nội dung không ở dạng JSON", en: "The content is not JSON")
        case .idempotencyConflict:
            Bilingual(
                vi: "Khóa Idempotency-Key đã dùng cho một yêu cầu khác",
                en: "The Idempotency-Key was used for another request already")
        case .rateLimited: Bilingual(vi: "Gửi yêu cầu quá nhanh", en: "Requests come too fast")
        case .linkMalformed: Bilingual(vi: "Liên kết số GS1 chưa đúng", en: "The GS1 Digital Link is malformed")
        case .linkUnknown: Bilingual(vi: "Không biết liên kết số GS1 này", en: "The GS1 Digital Link is not known here")
        case .linkTypeUnknown:
            Bilingual(vi: "Không có loại liên kết này", en: "There is no link of this type")
        case .requestConflict:
            Bilingual(
                vi: "Mã yêu cầu đã dùng cho một đợt tem khác", en: "The request identifier made another batch already")
        case .alreadyGiven:
            Bilingual(
                vi: "Phần bí mật đã được trao, chỉ hiện một lần",
                en: "The secret was given already, and is shown once only")
        case .hostTooLong:
            Bilingual(vi: "Tên máy chủ quá dài cho mã QR của tem", en: "The host is too long for a stamp's QR code")
        case .textNotEncodable:
            Bilingual(vi: "Nội dung không đưa được vào mã QR", en: "The text cannot be put into a QR code")
        case .templateUnknown: Bilingual(vi: "Không có mẫu nhãn này", en: "There is no such label template")
        case .templateInvalid: Bilingual(vi: "Mẫu nhãn chưa đúng", en: "The label template is not right")
        case .labelNotDrawable: Bilingual(vi: "Không vẽ được nhãn", en: "The label cannot be drawn")
        case .lotExists: Bilingual(vi: "Lô đã được khai báo", en: "The lot is declared already")
        case .decidedElsewhere: Bilingual(vi: "Đã có quyết định khác", en: "Something else was decided")
        case .factSealed: Bilingual(vi: "Điều đã in trên tem không sửa được", en: "What stamps say does not change")
        case .twinRecord: Bilingual(vi: "Giấy tờ đã có trong sổ", en: "The document is in the register already")
        case .serverUnreachable: Bilingual(vi: "Máy chủ không trả lời", en: "The server does not answer")
        case .caseUnknown: Bilingual(vi: "Không có vụ việc này", en: "There is no such case")
        case .caseStateConflict:
            Bilingual(vi: "Trạng thái của vụ việc không cho phép", en: "The state of the case does not allow it")
        case .findingConflict:
            Bilingual(
                vi: "Mã ghi nhận đã dùng cho nội dung khác", en: "The identifier has a finding with other content")
        case .evidenceUnknown: Bilingual(vi: "Chưa có tệp bằng chứng", en: "The evidence is not there")
        case .evidenceMismatch:
            Bilingual(vi: "Tệp bằng chứng không đúng như đã khai", en: "The evidence is not what it is said to be")
        case .reportUnknown: Bilingual(vi: "Không có phản ánh này", en: "There is no such report")
        case .lotRequired:
            Bilingual(vi: "Sản phẩm có bao bì cần tem theo lô", en: "A packed product needs stamps for a lot")
        case .homeMissing:
            Bilingual(vi: "Chưa có thư mục dữ liệu của đơn vị phát hành", en: "There is no issuer's home folder yet")
        case .homeExists: Bilingual(vi: "Thư mục dữ liệu đã có", en: "The home folder exists already")
        case .keyMissing: Bilingual(vi: "Không tìm thấy khóa", en: "A key is missing")
        case .keyDamaged: Bilingual(vi: "Tệp khóa bị hỏng", en: "A key file is damaged")
        case .keyExposed:
            Bilingual(vi: "Người khác đọc được tệp khóa", en: "A key file can be read by others")
        case .keyNotPublished: Bilingual(vi: "Khóa ký chưa được công bố", en: "The signing key is not published")
        case .keyExists: Bilingual(vi: "Tệp khóa đã có", en: "The key file exists already")
        case .keyStateConflict:
            Bilingual(vi: "Trạng thái của khóa không cho phép", en: "The state of the key does not allow it")
        case .passphraseWrong: Bilingual(vi: "Mật khẩu của khóa không đúng", en: "The passphrase is wrong")
        case .passphraseUnusable: Bilingual(vi: "Mật khẩu không dùng được", en: "The passphrase cannot be used")
        case .bundleInvalid: Bilingual(vi: "Gói tin cậy không dùng được", en: "The trust bundle cannot be used")
        case .bundleTooOld:
            Bilingual(vi: "Gói tin cậy cũ hơn gói đã có", en: "The trust bundle is older than one seen before")
        case .pictureUnreadable: Bilingual(vi: "Không đọc được ảnh", en: "The picture cannot be read")
        case .noCodeFound: Bilingual(vi: "Không tìm thấy mã QR trong ảnh", en: "No QR code was found in the picture")
        case .fontMissing: Bilingual(vi: "Không tìm thấy phông chữ", en: "A font is missing")
        case .fileUnreadable: Bilingual(vi: "Không đọc được tệp", en: "A file cannot be read")
        case .fileUnwritable: Bilingual(vi: "Không ghi được tệp", en: "A file cannot be written")
        case .registerBusy: Bilingual(vi: "Sổ đăng ký đang bận", en: "The register is busy")
        case .registerDamaged:
            Bilingual(vi: "Sổ đăng ký không khớp với nhật ký", en: "The register does not agree with its ledger")
        case .registerFailed: Bilingual(vi: "Sổ đăng ký gặp lỗi", en: "The register failed")
        case .addressInUse:
            Bilingual(vi: "Cổng mạng đang được chương trình khác dùng", en: "Another program uses the network port")
        case .notFound: Bilingual(vi: "Không có trang này", en: "There is no such page")
        case .methodNotAllowed: Bilingual(vi: "Không dùng được cách gọi này", en: "The method is not allowed here")
        case .requestMalformed: Bilingual(vi: "Không đọc được yêu cầu", en: "The request cannot be read")
        case .requestTooLarge: Bilingual(vi: "Yêu cầu quá lớn", en: "The request is too large")
        case .internalError: Bilingual(vi: "Có lỗi trong hệ thống", en: "Something failed inside")
        }
    }
}
