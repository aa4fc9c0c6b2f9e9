/// How much of a fast memory is free at each instruction, and which tensors can be in it: what bounds and models share.
///
/// Offsets are multiples of the alignment a, so a tensor that covers a byte of a cell [k a, (k + 1) a) covers its first byte. The
/// memory therefore has ⌈C / a⌉ cells, a tensor of size s takes ⌈s / a⌉ of them, and a cell is lost when a reserved block covers its first
/// byte: cells of tensors that are there together are disjoint.
package struct FastMemoryRoom: Sendable {
  /// By instruction: cells that are not reserved.
  package let free: [Int]
  /// By tensor: its cells.
  package let cells: [Int]
  /// Tensors outside alias groups that fit at some instruction, ascending.
  package let singles: [Int]
  /// Alias groups that fit during their whole life, ascending.
  package let groups: [Int]
  /// By instruction: memory time of the accesses that are slow under every mapping.
  package let slowOnly: [Int]
  /// By instruction: the most time that fast memory can save; an access alone saves no more.
  package let gainLimit: [Int]
  /// By instruction: at least the time that slow memory is idle in it, under every mapping.
  package let idleLimit: [Int]
  /// By tensor: its place among the different numbers of cells of what fits; -1 = it does not.
  package let sizeClass: [Int]
  /// By size class: its cells.
  package let classCells: [Int]
  /// Whether there are too many sizes and instructions for classes of sizes: then there is one class, of a cell.
  let isPlain: Bool
  /// The most classes times instructions.
  private static let largestTable = 1 << 20
  /// What the tensors in the memory have to satisfy together; the weights are by size class, and the first row is that of cells, whose
  /// limit is `free`.
  package let rows: [SpaceRow]

  /// Works it out.
  ///
  /// - Complexity: O(accesses + N (groups + reserved blocks)).
  package init(_ instance: MappingInstance) {
    let unit = instance.alignment
    func ceiling(_ value: Int) -> Int { value / unit + (value % unit == 0 ? 0 : 1) }
    let count = instance.instructions.count
    var free = [Int](repeating: ceiling(instance.capacity), count: count)
    for block in instance.reserved {
      let lost = ceiling(block.addresses.upperBound) - ceiling(block.addresses.lowerBound)
      for time in block.times { free[time] -= lost }
    }
    let cells = instance.tensors.map { ceiling($0.size) }
    let most = free.max() ?? 0
    (self.free, self.cells) = (free, cells)
    singles = instance.tensors.indices.filter {
      instance.groupOfTensor[$0] == nil && cells[$0] <= most
        && instance.tensors[$0].size <= instance.capacity
        && !instance.tensors[$0].accesses.isEmpty
    }
    groups = instance.groups.indices.filter { group in
      let members = instance.groups[group]
      guard instance.tensors[members[0]].size <= instance.capacity,
        let life = instance.life(ofGroup: group)
      else { return false }
      return life.allSatisfy { cells[members[0]] <= free[$0] }
    }
    var slowOnly = [Int](repeating: 0, count: count)
    var fast = slowOnly
    var canBeFast = [Bool](repeating: false, count: instance.tensors.count)
    for tensor in singles { canBeFast[tensor] = true }
    for group in groups { for member in instance.groups[group] { canBeFast[member] = true } }
    for (tensor, data) in instance.tensors.enumerated() {
      for access in data.accesses {
        if canBeFast[tensor] {
          fast[access.instruction] += access.fast
        } else {
          slowOnly[access.instruction] += access.slow
        }
      }
    }
    self.slowOnly = slowOnly
    var slow = [Int](repeating: 0, count: count)
    for tensor in instance.tensors {
      for access in tensor.accesses { slow[access.instruction] += access.slow }
    }
    gainLimit = zip(instance.instructions, slow).map { max(0, $1 - $0.compute) }
    idleLimit = (0..<count).map {
      max(instance.instructions[$0].compute - slowOnly[$0], fast[$0], 0)
    }
    let sizes = Set(cells.indices.filter { canBeFast[$0] }.map { cells[$0] }).sorted()
    isPlain = sizes.count * count > FastMemoryRoom.largestTable || sizes.count > 300
    if isPlain {
      classCells = [1]
      sizeClass = canBeFast.map { $0 ? 0 : -1 }
      rows = [SpaceRow(limit: most, weights: [1])]
      return
    }
    var classOfSize: [Int: Int] = [:]
    for (place, size) in sizes.enumerated() { classOfSize[size] = place }
    classCells = sizes
    sizeClass = cells.indices.map { canBeFast[$0] ? classOfSize[cells[$0]] ?? -1 : -1 }
    rows = SpaceRow.rows(sizes: sizes, capacity: most)
  }
}

extension FastMemoryRoom {
  /// How often a tensor counts in its size class.
  @inline(__always)
  package func amount(of tensor: Int) -> Int { isPlain ? cells[tensor] : 1 }

  /// Memory time of a fast access that counts: what it saves beyond the computation of its instruction is no gain.
  ///
  /// With these times max(compute, slow + fast) is the same whatever is fast, and fractions of accesses gain less.
  @inline(__always)
  package func fastTime(_ access: Tensor.Access) -> Int {
    access.slow - min(access.slow - access.fast, gainLimit[access.instruction])
  }
}

extension MappingInstance {
  /// From the first access of an alias group to its last one; nil = it has none.
  package func life(ofGroup group: Int) -> ClosedRange<Int>? {
    let times = groups[group].flatMap { tensors[$0].accesses.map(\.instruction) }
    guard let first = times.min(), let last = times.max() else { return nil }
    return first...last
  }
}
