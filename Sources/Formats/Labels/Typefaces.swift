internal import CPango

/// The font files that labels are set in, and nothing else.
public struct FontFiles: Sendable, Equatable {
    /// Path of the regular face, TrueType or OpenType.
    public let regular: String
    /// Path of the bold face.
    public let bold: String

    /// Names the files; they are opened by ``Typefaces``.
    public init(regular: String, bold: String) {
        self.regular = regular
        self.bold = bold
    }
}

/// The faces of ``FontFiles``, read once for any number of presses in any number of threads.
///
/// Costs some 12 ms. Make one for a process: Pango 1.50 never gives back the font configuration of a press
/// that had one of its own, 45 kB for these two faces.
public final class Typefaces: Sendable {
    let files: FontFiles
    // fontconfig counts references atomically, and nothing changes a configuration once it is made.
    private nonisolated(unsafe) let config: OpaquePointer

    /// Reads both files; throws ``LabelError/font(path:faces:)`` for one that does not hold one usable face.
    public init(_ files: FontFiles) throws(LabelError) {
        guard let config = FcConfigCreate() else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        self.files = files
        self.config = config
        for path in [files.regular, files.bold] {
            let before = Self.fonts(of: config)?.nfont ?? 0
            guard FcConfigAppFontAddFile(config, path) != 0, Self.fonts(of: config)?.nfont == before + 1 else {
                throw .font(path: path, faces: Int((Self.fonts(of: config)?.nfont ?? before) - before))
            }
        }
    }

    deinit { FcConfigDestroy(config) }

    /// Tells a font map of these faces and no other; the map keeps a reference of its own.
    func attach(to fontMap: OpaquePointer) { pango_fc_font_map_set_config(fontMap, config) }

    /// A description of a face of its own to the caller, who changes its size.
    func describe(_ weight: TextLayer.Weight) throws(LabelError) -> FaceDescription {
        let (path, index) =
            switch weight {
            case .regular: (files.regular, 0)
            case .bold: (files.bold, 1)
            }
        guard let set = Self.fonts(of: config), index < set.nfont, let pattern = set.fonts[index],
            let description = pango_fc_font_description_from_pattern(pattern, 0)
        else { throw .font(path: path, faces: 0) }
        return FaceDescription(description, path: path, file: Self.file(of: pattern))
    }

    private static func fonts(of config: OpaquePointer) -> FcFontSet? {
        FcConfigGetFonts(config, FcSetApplication)?.pointee
    }

    static func file(of pattern: OpaquePointer?) -> String? {
        var name: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(pattern, FC_FILE, 0, &name) == FcResultMatch, let name else { return nil }
        return String(cString: name)
    }
}

/// A description of a face, with the file that it was made from.
struct FaceDescription: ~Copyable {
    let pointer: OpaquePointer
    /// As the caller named it.
    let path: String
    /// As fontconfig names it.
    let file: String?

    init(_ pointer: OpaquePointer, path: String, file: String?) {
        self.pointer = pointer
        self.path = path
        self.file = file
    }

    deinit { pango_font_description_free(pointer) }
}
