import OptCore

/// Tells in words why buffers do not fit.
package struct SubsetWords {
  private let subset: InfeasibleSubset
  private let buffers: [Buffer]
  private let capacity: Int

  /// So many buffers are named.
  private static let named = 12

  /// Words about a subset of buffers.
  package init(_ subset: InfeasibleSubset, of buffers: [Buffer], capacity: Int) {
    (self.subset, self.buffers, self.capacity) = (subset, buffers, capacity)
  }

  /// One sentence without a full stop.
  package var text: String {
    let room = "the capacity of \(SubsetWords.bytes(capacity))"
    switch subset.cause {
    case .top(let top):
      let buffer = buffers[subset.buffers[0]]
      return "buffer \(quoted(buffer.id)) is fixed at \(buffer.fixedOffset ?? 0) and reaches"
        + " \(SubsetWords.bytes(top)), above \(room)"
    case .load(let time, let heights):
      let sum = heights.reduce(0, +)
      let need =
        "\(SubsetWords.bytes(sum)) at time \(time),"
        + " \(SubsetWords.bytes(sum - capacity)) above \(room)"
      if subset.buffers.count == 1 {
        return "buffer \(quoted(buffers[subset.buffers[0]].id)) alone needs \(need)"
      }
      return "these \(subset.buffers.count) buffers alone need \(need): \(list(heights)); \(claim)"
    case .packing:
      let peak = InfeasibleSubset.peak(of: subset.buffers, buffers)
      let need = peak.map {
        ", though at no time do they occupy more than \(SubsetWords.bytes($0.load)) (time \($0.time))"
      }
      return "these \(subset.buffers.count) buffers alone do not fit into \(room)\(need ?? ""): "
        + "\(list(subset.buffers.map { buffers[$0].size }, withRules: true)); \(claim)"
    }
  }

  private var claim: String {
    subset.isIrreducible
      ? "this subset is irreducible: without any one of them the others fit"
      : "this subset is infeasible, perhaps not irreducible"
  }

  /// Names with sizes, and with alignments and fixed offsets where these matter; the largest first.
  private func list(_ sizes: [Int], withRules: Bool = false) -> String {
    let entries = zip(subset.buffers, sizes).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    let names = entries.prefix(SubsetWords.named).map { index, size in
      "\(quoted(buffers[index].id)) of \(SubsetWords.bytes(size))\(withRules ? rules(index) : "")"
    }
    let rest = entries.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private func rules(_ index: Int) -> String {
    let buffer = buffers[index]
    if let offset = buffer.fixedOffset { return " fixed at \(offset)" }
    return buffer.alignment > 1 ? " aligned to \(buffer.alignment)" : ""
  }

  /// A size in bytes, beside it in the largest binary unit, rounded to hundredths.
  package static func bytes(_ size: Int) -> String {
    let plain = size == 1 ? "1 byte" : "\(size) bytes"
    guard size >= 1024 else { return plain }
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(size) / 1024
    var unit = 0
    while value >= 1024, unit + 1 < units.count {
      value /= 1024
      unit += 1
    }
    let hundredths = Int((value * 100).rounded())
    var text = String(hundredths / 100)
    if hundredths % 100 != 0 {
      let digits = hundredths % 100
      text += digits % 10 == 0 ? ".\(digits / 10)" : digits < 10 ? ".0\(digits)" : ".\(digits)"
    }
    return "\(plain) (\(text) \(units[unit]))"
  }
}
