/// The state of the exact search on flat memory: nothing is allocated at a node.
///
/// Buffers are placed in the order of their offsets, each at the least offset that the placed ones leave (its `minOffset`). Whatever is
/// changed by a placement is kept on trails and taken back.
///
/// - Source: the search follows Moffitt (2023), "MiniMalloc: A Lightweight Memory Allocator for Hardware-Accelerated Machine Learning";
///   state and floors of sections from all their unplaced buffers are ours.
package final class PackingKernel {
  /// How a search ended.
  package enum Outcome: Sendable {
    /// Offsets of all buffers are there.
    case found
    /// No allocation exists within the capacity (under the ordered rule).
    case refuted
    /// The limit was reached.
    case limit
  }

  /// A change to take back: a place in an array and what it held.
  struct Change {
    var place: Int32
    var old: Int
  }

  let data: PackingData
  let count: Int
  let sectionCount: Int
  var capacity = 0

  // Buffers.
  let size: UnsafeMutablePointer<Int>
  let alignment: UnsafeMutablePointer<Int>
  let fixed: UnsafeMutablePointer<Int>
  let first: UnsafeMutablePointer<Int32>
  let end: UnsafeMutablePointer<Int32>
  /// The least offset that the placed ones leave; `Int.max` = placed.
  let minOffset: UnsafeMutablePointer<Int>
  let offset: UnsafeMutablePointer<Int>
  let rank: UnsafeMutablePointer<Int32>
  let spanStart: UnsafeMutablePointer<Int32>
  let span: UnsafeMutablePointer<PackingData.Span>
  let conflictStart: UnsafeMutablePointer<Int>
  let conflict: UnsafeMutablePointer<Int32>
  let separation: UnsafeMutablePointer<Int>
  let width: UnsafeMutablePointer<Int>
  let area: UnsafeMutablePointer<Double>
  let noise: UnsafeMutablePointer<Double>

  // Sections.
  /// What lies below everything that is unplaced there.
  let floor: UnsafeMutablePointer<Int>
  /// Sum of the heights of unplaced buffers.
  let total: UnsafeMutablePointer<Int>
  /// The unplaced buffer that can have the least bottom there; -1 = none is left.
  let lowest: UnsafeMutablePointer<Int32>
  /// Unplaced buffers that live on in the next section.
  let crossing: UnsafeMutablePointer<Int32>
  let occupantStart: UnsafeMutablePointer<Int>
  /// By section: the buffers that occupy something there, and the bottoms of what.
  let occupant: UnsafeMutablePointer<Int32>
  let occupantBottom: UnsafeMutablePointer<Int>
  /// By buffer: the placement that raised it last, or that it is.
  let raisedAt: UnsafeMutablePointer<Int32>
  var clock: Int32 = 0

  // Stacks.
  let offsetTrail: UnsafeMutablePointer<Change>
  var offsetTrailCount = 0
  let floorTrail: UnsafeMutablePointer<Change>
  var floorTrailCount = 0
  let lowestTrail: UnsafeMutablePointer<Change>
  var lowestTrailCount = 0
  let candidate: UnsafeMutablePointer<Int32>
  var candidateCount = 0
  let pool: UnsafeMutablePointer<Int32>
  var poolCount = 0

  var order = PackingOrder.widthAreaTotal
  var nodes = 0
  var nodeLimit = 0
  /// Asked every thousand nodes.
  var mustStop: () -> Bool = { false }

  private var release: [() -> Void] = []

  /// Lays out the data; memory is O(n depth + pairs), about 16 n (sections per buffer) bytes for the trails.
  package init(_ data: PackingData) {
    self.data = data
    let (n, sections) = (data.count, data.sectionCount)
    (count, sectionCount) = (n, sections)
    var release: [() -> Void] = []
    func new<Value>(_ count: Int, _ value: Value) -> UnsafeMutablePointer<Value> {
      let pointer = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: value, count: max(1, count))
      release.append { pointer.deallocate() }
      return pointer
    }
    func copy<Value>(_ values: [Value], _ filler: Value) -> UnsafeMutablePointer<Value> {
      let pointer = new(values.count, filler)
      for (index, value) in values.enumerated() { pointer[index] = value }
      return pointer
    }
    size = copy(data.sizes, 0)
    alignment = copy(data.alignments, 1)
    fixed = copy(data.fixedOffsets, -1)
    first = copy(data.firsts.map { Int32($0) }, 0)
    end = copy(data.ends.map { Int32($0) }, 0)
    (minOffset, offset) = (new(n, 0), new(n, 0))
    (rank, raisedAt) = (new(n, 0), new(n, 0))
    var spanStarts = [Int32](repeating: 0, count: n + 1)
    for (index, spans) in data.spans.enumerated() {
      spanStarts[index + 1] = spanStarts[index] + Int32(spans.count)
    }
    spanStart = copy(spanStarts, 0)
    span = copy(
      data.spans.flatMap { $0 }, PackingData.Span(first: 0, end: 0, bottom: 0, top: 0))
    conflictStart = copy(data.conflictStarts, 0)
    conflict = copy(data.conflicts, 0)
    separation = copy(data.separations, 0)
    width = new(n, 0)
    area = new(n, 0)
    noise = new(n, 0)
    (floor, total, lowest) = (new(sections, 0), new(sections, 0), new(sections, -1))
    crossing = new(sections + 1, 0)
    var lists = [[(buffer: Int32, bottom: Int)]](repeating: [], count: sections)
    var length = 0
    for (index, spans) in data.spans.enumerated() {
      for span in spans {
        length += span.end - span.first
        for section in span.first..<span.end {
          lists[section].append((Int32(index), span.bottom))
        }
      }
    }
    var starts = [Int](repeating: 0, count: sections + 1)
    for section in 0..<sections { starts[section + 1] = starts[section] + lists[section].count }
    occupantStart = copy(starts, 0)
    occupant = copy(lists.flatMap { $0.map(\.buffer) }, 0)
    occupantBottom = copy(lists.flatMap { $0.map(\.bottom) }, 0)
    // A placement changes the floor of a section at most twice, and every section is in the life of so many buffers.
    let changes = 3 * length + sections + 1
    let filler = Change(place: 0, old: 0)
    offsetTrail = new(data.conflicts.count + n + 1, filler)
    (floorTrail, lowestTrail) = (new(changes, filler), new(changes, filler))
    (candidate, pool) = (new(PackingKernel.stackSize(n), 0), new(PackingKernel.stackSize(n), 0))
    self.release = release
  }

  deinit {
    for action in release { action() }
  }

  /// Entries of a stack that holds a list of the open buffers at every depth: the worst case for few buffers; many are split up long before.
  static func stackSize(_ count: Int) -> Int { min(count * (count + 3) / 2 + 2, 64_000_000) }
}
