extension AllocationInstance {
  /// The instance as a table of minimalloc: `id,lower,upper,size` and the columns that say something.
  ///
  /// - Parameter offsets: a solution, as the last column; nil = the fixed offsets, if there are any.
  package func csv(offsets: [Int]? = nil) -> [UInt8] {
    let hasAlignments = buffers.contains { $0.alignment > 1 }
    let hasHints = buffers.contains { $0.hint != nil }
    let hasGaps = buffers.contains { !$0.gaps.isEmpty }
    let hasOffsets = offsets != nil || buffers.contains { $0.fixedOffset != nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32 * buffers.count)
    func add(_ text: String) { bytes += text.utf8 }
    add("id,lower,upper,size")
    if hasAlignments { add(",alignment") }
    if hasHints { add(",hint") }
    if hasGaps { add(",gaps") }
    if hasOffsets { add(",offset") }
    add("\n")
    for (index, buffer) in buffers.enumerated() {
      add(AllocationInstance.cell(buffer.id))
      AllocationInstance.append(buffer.lower, to: &bytes)
      AllocationInstance.append(buffer.upper, to: &bytes)
      AllocationInstance.append(buffer.size, to: &bytes)
      if hasAlignments { AllocationInstance.append(buffer.alignment, to: &bytes) }
      if hasHints { AllocationInstance.append(buffer.hint ?? -1, to: &bytes) }
      if hasGaps { add("," + buffer.gaps.map(AllocationInstance.text).joined(separator: " ")) }
      if hasOffsets {
        AllocationInstance.append(offsets?[index] ?? buffer.fixedOffset ?? -1, to: &bytes)
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Appends a comma and a number, without a string in between: tables may have millions of them.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: ","))
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power > 9 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  private static func text(_ gap: Buffer.Gap) -> String {
    let times = "\(gap.times.lowerBound)-\(gap.times.upperBound)"
    return gap.window.map { "\(times)@\($0.lowerBound):\($0.upperBound)" } ?? times
  }

  /// A name as a cell: in quotes where it needs them.
  static func cell(_ text: String) -> String {
    let bytes = text.utf8
    let needsQuotes =
      bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 < 0x20 } || bytes.first == 0x20
      || bytes.last == 0x20
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
