internal import CRSVG

/// A template's `artwork.svg`: a static picture under the whole label.
///
/// An artwork in hand is SVG of paths and shapes that needs nothing but itself: no script, no entity, no file, no
/// address, no text (its font would be the machine's).
public struct Artwork: Sendable, Equatable {
    /// The most bytes that it may have.
    public static let limit = 1 << 20

    private let svg: [UInt8]

    /// Checks the bytes of an SVG file; throws everything that is wrong with them.
    public init(svg: [UInt8]) throws(LabelTemplateError) {
        var problems = ArtworkScan.problems(in: svg)
        if problems.isEmpty, let reason = Self.refusal(of: svg) {
            problems = [TemplateProblem(.notSVG(reason), line: 1, column: 1, file: .artwork)]
        }
        guard problems.isEmpty else { throw .invalid(problems.inOrder()) }
        self.svg = svg
    }

    /// What librsvg has against the bytes; nil when it takes them.
    private static func refusal(of svg: [UInt8]) -> String? {
        var error: UnsafeMutablePointer<GError>?
        // Without a base address librsvg opens no file and no address whatever the bytes say.
        guard let handle = rsvg_handle_new_from_data(svg, gsize(svg.count), &error) else {
            defer { g_clear_error(&error) }
            return error.map { String(cString: $0.pointee.message) } ?? "no reason given"
        }
        g_object_unref(handle)
        return nil
    }

    /// The artwork over a label of this size, as large as fits, centred; what is darker than half is black.
    func placed(width: Int, height: Int) throws(LabelError) -> PlacedPicture {
        let ink = try ink(width: width, height: height)
        return try PlacedPicture(coverage: ink, width: width, height: height, x: 0, y: 0)
    }

    /// The darkness of each dot, 0…255 in rows of `width`.
    private func ink(width: Int, height: Int) throws(LabelError) -> [UInt8] {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            let handle = rsvg_handle_new_from_data(svg, gsize(svg.count), nil)
        else { throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue)) }
        defer {
            g_object_unref(handle)
            cairo_surface_destroy(surface)
        }
        guard let cairo = cairo_create(surface) else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        defer { cairo_destroy(cairo) }
        cairo_set_source_rgb(cairo, 1, 1, 1)
        cairo_paint(cairo)
        var page = RsvgRectangle(x: 0, y: 0, width: Double(width), height: Double(height))
        let isDrawn = rsvg_handle_render_document(handle, cairo, &page, nil) != 0
        cairo_surface_flush(surface)
        let status = cairo_status(cairo)
        guard isDrawn, status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw .drawing(status: Int(status.rawValue))
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let rows = UnsafeRawBufferPointer(start: data, count: stride * height)
        var ink: [UInt8] = []
        ink.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = rows.load(fromByteOffset: y * stride + x * 4, as: UInt32.self)
                let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
                // Rec. 601 luma, in 256ths.
                ink.append(UInt8(255 - (red * 77 + green * 150 + blue * 29) >> 8))
            }
        }
        return ink
    }
}

extension Mistake {
    static func notSVG(_ reason: String) -> Self {
        Self(
            en: "this is no SVG: \(reason)", "save the drawing as plain SVG",
            vi: "đây không phải SVG: \(reason)", "lưu bản vẽ dạng Plain SVG")
    }

    static func artworkSize(_ bytes: Int) -> Self {
        Self(
            en: "the artwork has \(bytes) bytes, \(Artwork.limit) are the limit", "simplify the paths",
            vi: "hình nền có \(bytes) byte, tối đa \(Artwork.limit)", "đơn giản hóa các đường nét")
    }

    static var artworkEncoding: Self {
        Self(
            en: "the artwork is not UTF-8", "save it as UTF-8",
            vi: "hình nền không phải UTF-8", "lưu dạng UTF-8")
    }

    static var artworkEntity: Self {
        Self(
            en: "a document type may define entities", "remove <!DOCTYPE …>",
            vi: "khai báo DOCTYPE có thể định nghĩa thực thể", "bỏ <!DOCTYPE …>")
    }

    static func artworkScript(_ name: String) -> Self {
        Self(
            en: "\(name) carries a script or foreign content", "remove it",
            vi: "\(name) chứa mã lệnh hoặc nội dung lạ", "bỏ phần này")
    }

    static func artworkReference(_ name: String) -> Self {
        Self(
            en: "\(name) refers outside the file", "refer to #ids, or embed a PNG or JPEG as data:",
            vi: "\(name) trỏ ra ngoài tệp", "chỉ trỏ tới #id, hoặc nhúng PNG, JPEG dạng data:")
    }

    static var artworkText: Self {
        Self(
            en: "text in artwork is set in whatever font the machine has", "turn it into paths, or write a text layer",
            vi: "chữ trong hình nền phụ thuộc phông của máy", "chuyển thành đường nét, hoặc dùng lớp text")
    }

    static var artworkCut: Self {
        Self(en: "the file ends inside a tag", "save it again", vi: "tệp kết thúc giữa một thẻ", "lưu lại tệp")
    }
}
