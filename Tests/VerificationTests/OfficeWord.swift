import Records

/// An office's confirmation; the testing library has another thing of that name.
typealias OfficeWord = Confirmation
