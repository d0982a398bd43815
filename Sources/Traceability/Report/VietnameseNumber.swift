/// A whole number as Vietnam writes it: `60.000`.
func vietnamese(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(".") }
        grouped.append(digit)
    }
    return (number < 0 ? "-" : "") + grouped
}
