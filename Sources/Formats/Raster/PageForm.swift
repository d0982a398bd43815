/// What the pages of a job have in common, and the windows in which they differ.
public struct PageForm: Sendable, Equatable {
    /// The page with nothing in its windows.
    public let plain: Bitmap
    /// A page of the job, to tell how often each byte occurs in its windows.
    public let sample: Bitmap
    /// Where pages may differ; what lies outside the page does not count.
    public let windows: [Window]

    /// A rectangle of dots.
    public struct Window: Sendable, Equatable {
        /// From the left edge to the first column.
        public let x: Int
        /// From the top edge to the first row.
        public let y: Int
        /// Columns.
        public let width: Int
        /// Rows.
        public let height: Int

        /// A window of any size, empty ones too.
        public init(x: Int, y: Int, width: Int, height: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// Takes a sample that differs outside the windows, too: it is only less telling.
    public init(plain: Bitmap, sample: Bitmap, windows: [Window]) {
        self.plain = plain
        self.sample = sample
        self.windows = windows
    }

    /// For each byte of the page, whether a window has a part of it.
    var isOpen: [Bool] {
        var isOpen = [Bool](repeating: false, count: plain.bytes.count)
        for window in windows {
            let columns = Bitmap.clip(window.x, window.width, to: plain.width)
            guard !columns.isEmpty else { continue }
            for row in Bitmap.clip(window.y, window.height, to: plain.height) {
                let start = row * plain.bytesPerRow
                for byte in columns.lowerBound >> 3...(columns.upperBound - 1) >> 3 { isOpen[start + byte] = true }
            }
        }
        return isOpen
    }
}
