/// Names of columns or rows, formatted only when somebody reads them: a base word and up to three indices.
struct LabelTable: Sendable, Hashable {
  /// Base 0 stands for "no name": the default prefix and the index are used.
  private var bases: [String] = []
  private var labels: [Label] = []
  private let prefix: String

  private struct Label: Sendable, Hashable {
    var base: Int32
    var i: Int32
    var j: Int32
    var k: Int32
  }

  init(prefix: String) { self.prefix = prefix }

  var count: Int { labels.count }

  /// Appends a label; absent indices are -1.
  mutating func append(_ base: String, _ i: Int = -1, _ j: Int = -1, _ k: Int = -1) {
    if base.isEmpty {
      labels.append(Label(base: 0, i: -1, j: -1, k: -1))
      return
    }
    if bases.last != base { bases.append(base) }
    labels.append(
      Label(
        base: Int32(truncatingIfNeeded: bases.count), i: Int32(truncatingIfNeeded: i),
        j: Int32(truncatingIfNeeded: j), k: Int32(truncatingIfNeeded: k)))
  }

  /// The labels at some places; what had no name keeps the default one of its old place.
  func choosing(_ places: [Int]) -> LabelTable {
    var chosen = LabelTable(prefix: prefix)
    chosen.bases = bases
    for place in places {
      var label = labels[place]
      if label.base == 0 {
        chosen.bases.append(self[place])
        label.base = Int32(truncatingIfNeeded: chosen.bases.count)
      }
      chosen.labels.append(label)
    }
    return chosen
  }

  /// The formatted name: `x_2_5`, or the prefix and the 1-based index where none was given.
  subscript(index: Int) -> String {
    let label = labels[index]
    if label.base == 0 { return "\(prefix)\(index + 1)" }
    var name = bases[Int(label.base) - 1]
    if label.i >= 0 { name += "_\(label.i)" }
    if label.j >= 0 { name += "_\(label.j)" }
    if label.k >= 0 { name += "_\(label.k)" }
    return name
  }
}
