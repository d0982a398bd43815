internal import Crypto
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Pictures
internal import Records
internal import Synchronization
internal import Wording

/// The pictures of products that the service has, each known by the SHA-256 of its file.
package final class ProductPictures: Sendable {
    /// What the paths of the pictures begin with.
    static let root = "/media/"
    /// More would be a cache of headers that nobody declared.
    private static let largestCache = 10_000

    private let read: @Sendable (_ sha256: String) -> [UInt8]?
    private let headers = Mutex<[String: PictureHeader]>([:])

    /// - Parameter read: the bytes of the file with this digest, 64 lower-case hexadecimal digits; nil where there
    ///   is none.
    package init(read: @escaping @Sendable (_ sha256: String) -> [UInt8]?) {
        self.read = read
    }

    /// The first of a product's pictures that is here; the record may name files that nobody has handed in.
    func picture(of product: Product, _ language: Language) -> PictureView? {
        for image in product.images {
            guard let header = header(image.sha256) else { continue }
            let caption = image.caption.map { Phrase($0, nil, language) }
            return PictureView(
                path: Self.root + image.sha256, width: header.width, height: header.height,
                alt: caption ?? Phrase(product.name, product.nameEn, language))
        }
        return nil
    }

    /// The answer to a request for a picture; nil where there is none.
    ///
    /// What a digest names never changes, so it may be kept for ever.
    func response(to sha256: String) -> Response? {
        guard let (bytes, header) = file(sha256) else { return nil }
        var headers: HTTPFields = [
            .contentType: header.format.mediaType, .cacheControl: "public, max-age=31536000, immutable",
            .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        if let policy = HTTPField.Name("Cross-Origin-Resource-Policy") { headers[policy] = "same-origin" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func header(_ sha256: String) -> PictureHeader? {
        if let known = headers.withLock({ $0[sha256] }) { return known }
        guard let header = file(sha256)?.header else { return nil }
        headers.withLock { if $0.count < Self.largestCache { $0[sha256] = header } }
        return header
    }

    /// A file that is what its name says; a damaged one is no picture.
    private func file(_ sha256: String) -> (bytes: [UInt8], header: PictureHeader)? {
        guard let bytes = read(sha256), hexadecimal(SHA256.hash(data: bytes)) == sha256,
            let header = PictureHeader(reading: bytes)
        else { return nil }
        return (bytes, header)
    }

    /// The digest that a path below `/media/` names; nil for any other form.
    static func digest(_ path: String) -> String? {
        guard path.utf8.starts(with: root.utf8) else { return nil }
        let name = path.utf8.dropFirst(root.utf8.count)
        let isDigest = name.count == 64 && name.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
        return isDigest ? String(decoding: name, as: UTF8.self) : nil
    }
}

/// A picture as a page shows it.
package struct PictureView: Hashable {
    let path: String
    let width: Int
    let height: Int
    let alt: Phrase
}
