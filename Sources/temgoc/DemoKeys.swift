import Crypto
import Stamps

/// The keys of the demo issuer, whose public halves lie in the folder `keys` of the repository.
///
/// Their seeds are no secret: each is the digest of a sentence.
enum DemoKeys {
    case issuer
    case root

    func signingKey() throws(StampKeyError) -> StampSigningKey {
        let name =
            switch self {
            case .issuer: "issuer"
            case .root: "root"
            }
        let sentence = "temgoc demo \(name): anyone can make this key, so it proves nothing"
        return try StampSigningKey(seed: Array(SHA256.hash(data: Array(sentence.utf8))))
    }
}
