public import Records
public import Stamps

extension StampSealer {
    /// The stamps of a recorded batch; nil where the batch was recorded for another key than this sealer's.
    public func run(of batch: Batch, secret: BatchSecret) -> BatchStamps? {
        guard batch.keyID == keyID else { return nil }
        return run(of: batch.productKey, lot: batch.lotInStamp, secret: secret)
    }
}
