/// What decides between buffers with the same least offset: lexicographic orders, each value descending.
package enum PackingOrder: Int, Sendable, CaseIterable {
  /// Width of the life, area, greatest load met.
  case widthAreaTotal
  /// Greatest load met, area, width.
  case totalAreaWidth
  /// Greatest load met, width, area.
  case totalWidthArea

  /// Ranks of all buffers, 0 first.
  ///
  /// - Parameter loads: by buffer, the greatest load that it meets.
  package func ranks(of buffers: [Buffer], loads: [Int]) -> [Int] {
    let keys = buffers.indices.map { index -> (Double, Double, Double) in
      let width = Double(buffers[index].upper) - Double(buffers[index].lower)
      let (area, total) = (width * Double(buffers[index].size), Double(loads[index]))
      return switch self {
      case .widthAreaTotal: (width, area, total)
      case .totalAreaWidth: (total, area, width)
      case .totalWidthArea: (total, width, area)
      }
    }
    let order = buffers.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
    var ranks = [Int](repeating: 0, count: buffers.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    return ranks
  }
}
