/// Finds what is in the way of a buffer in a tree over time: for thousands of buffers and more.
struct TreePlacer: BufferPlacer {
  private let table: PieceTable
  private let tree: SectionTree
  private var obstacles = Obstacles()

  init(_ table: PieceTable) {
    self.table = table
    tree = SectionTree(sections: table.sections.count)
  }

  /// Notes the pieces of a buffer.
  func place(_ buffer: Int, at offset: Int) {
    for piece in table.first[buffer]..<table.first[buffer + 1] {
      tree.insert(
        Span(bottom: offset + table.low[piece], top: offset + table.high[piece]),
        begin: Int(table.begin[piece]), end: Int(table.end[piece]))
    }
  }

  /// Looks up what is in the way of a buffer.
  mutating func look(at buffer: Int) {
    obstacles.clear()
    for piece in table.first[buffer]..<table.first[buffer + 1] {
      tree.collect(
        begin: Int(table.begin[piece]), end: Int(table.end[piece]), low: table.low[piece],
        high: table.high[piece], into: &obstacles)
    }
  }

  /// Whether the buffer last looked at may have an offset.
  func isFree(_ offset: Int) -> Bool { obstacles.isFree(offset) }

  /// The offset that a rule takes for the buffer last looked at.
  mutating func offset(alignment: Int, rule: PlacementRule) -> Int {
    obstacles.offset(alignment: alignment, rule: rule)
  }
}
