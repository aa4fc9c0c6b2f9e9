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
      add("\(AllocationInstance.cell(buffer.id)),\(buffer.lower),\(buffer.upper),\(buffer.size)")
      if hasAlignments { add(",\(buffer.alignment)") }
      if hasHints { add(",\(buffer.hint ?? -1)") }
      if hasGaps { add("," + buffer.gaps.map(AllocationInstance.text).joined(separator: " ")) }
      if hasOffsets { add(",\(offsets?[index] ?? buffer.fixedOffset ?? -1)") }
      add("\n")
    }
    return bytes
  }

  private static func text(_ gap: Buffer.Gap) -> String {
    let times = "\(gap.times.lowerBound)-\(gap.times.upperBound)"
    return gap.window.map { "\(times)@\($0.lowerBound):\($0.upperBound)" } ?? times
  }

  /// A name as a cell: in quotes where it needs them.
  static func cell(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 < 0x20 } || text.first == " "
      || text.last == " "
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
