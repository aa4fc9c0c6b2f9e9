/// The cheapest walk of one tensor through a program under prices: slow, copied in, held.
///
/// `free[τ]`: cheapest way to be out of fast memory from time τ on with a valid copy in slow memory; `copied[k]`, `defined[k]`: to have
/// served access k from a stay that a copy, or the write, began. A copy in ends at the access it is for, a copy back begins after the
/// write: neither is ever worse later or earlier.
struct TensorWalk {
  /// Prices summed over time: `space[c (N + 1) + t]` = the price of a tensor of size class c during 0..<t.
  struct Sums {
    let prices: MappingPrices
    let room: FastMemoryRoom
    let count: Int
    private(set) var space: [Int]

    init(_ prices: MappingPrices, _ room: FastMemoryRoom) {
      (self.prices, self.room) = (prices, room)
      count = room.free.count
      space = [Int](repeating: 0, count: (count + 1) * room.classCells.count)
      for sizeClass in room.classCells.indices {
        let begin = sizeClass * (count + 1)
        for (place, row) in room.rows.enumerated() {
          let (weight, offset) = (row.weights[sizeClass], place * count)
          guard weight > 0 else { continue }
          for time in 0..<count { space[begin + time + 1] += weight * prices.space[offset + time] }
        }
        for time in 0..<count { space[begin + time + 1] += space[begin + time] }
      }
    }
  }

  /// How a walk ends.
  enum End {
    /// Out of fast memory.
    case slow
    /// In a stay that a copy began.
    case copied
    /// In the stay of the write, which is copied back.
    case copiedBack
    /// In the stay of the write.
    case defined
    /// It was there all the time.
    case preloaded
  }

  static let never = Int.max / 2

  private var free: [Int]
  /// Where `free` comes from: -1 = the time before; k = the stay of access k; k + shift = the write's stay, copied back.
  var freeFrom: [Int]
  private var copied: [Int] = []
  /// The begin of the copy for access k; -1 = held.
  var copiedFrom: [Int] = []
  private var defined: [Int] = []
  var plan = CopyPlan()
  static let shift = 1 << 32

  init(count: Int) {
    free = [Int](repeating: 0, count: count + 2)
    freeFrom = free
  }

  /// Adds what the cheapest walk of a tensor uses.
  ///
  /// - Complexity: O(N * reads) at worst, most often far less: windows grow while that can pay.
  mutating func add(
    _ index: Int, of instance: MappingInstance, _ sums: Sums, to usage: inout MappingUsage
  ) {
    let tensor = instance.tensors[index]
    let view = View(index, sums)
    let accesses = tensor.accesses
    begin(accesses, tensor, view)
    for place in accesses.indices { step(place, accesses, tensor, view) }
    let last = accesses.count - 1
    let end = accesses[last].instruction + 1
    var (best, kind, back) = (free[end], End.slow, 0)
    if copied[last] < best { (best, kind) = (copied[last], .copied) }
    if !tensor.isParameter, defined[last] < best {
      if tensor.isOutput {
        plan.start(volume: tensor.copyTime, one: sums.prices.one)
        for slot in tensor.definition + 1..<max(end, tensor.definition + 1) {
          plan.add(slot, view)
        }
        for stop in end...sums.count {
          if stop > end {
            guard !view.isClosed(stop - 1) else { break }
            plan.add(stop - 1, view)
          }
          let held = defined[last] + view.hold(end, stop)
          if held >= best { break }
          if held + plan.cost < best { (best, kind, back) = (held + plan.cost, .copiedBack, stop) }
        }
      } else {
        (best, kind) = (defined[last], .defined)
      }
    }
    if tensor.isParameter, tensor.size <= instance.preloadLimit {
      let count = sums.count
      var cost = tensor.size * sums.prices.preload + view.hold(0, count)
      for access in accesses { cost += view.fast(access) }
      if cost < best, !(0..<count).contains(where: view.isClosed) {
        (best, kind) = (cost, .preloaded)
      }
    }
    usage.value += best
    trace(kind, back, accesses, tensor, view, &usage)
  }

  private mutating func begin(_ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View) {
    copied.removeAll(keepingCapacity: true)
    copiedFrom.removeAll(keepingCapacity: true)
    defined.removeAll(keepingCapacity: true)
    let first = accesses[0].instruction
    guard tensor.isParameter else { return }
    for time in 0...first { (free[time], freeFrom[time]) = (0, -1) }
  }

  private mutating func step(
    _ place: Int, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View
  ) {
    let access = accesses[place]
    let time = access.instruction
    let next = place + 1 < accesses.count ? accesses[place + 1].instruction : time + 1
    for slot in time + 1...next { (free[slot], freeFrom[slot]) = (TensorWalk.never, -1) }
    let isClosed = view.isClosed(time)
    if !tensor.isParameter, place == 0 {
      free[time + 1] = view.slow(access)
      copied.append(TensorWalk.never)
      copiedFrom.append(-1)
      defined.append(isClosed ? TensorWalk.never : view.fast(access) + view.hold(time, time + 1))
    } else {
      free[time + 1] = free[time] + view.slow(access)
      copyIn(place, accesses, tensor, view, isClosed)
      if copied[place] < free[time + 1] {
        (free[time + 1], freeFrom[time + 1]) = (copied[place], place)
      }
      if !tensor.isParameter {
        let before = accesses[place - 1].instruction
        let isOpen = defined[place - 1] < TensorWalk.never && view.isOpen(before + 1, time + 1)
        defined.append(
          isOpen
            ? defined[place - 1] + view.hold(before + 1, time + 1) + view.fast(access)
            : TensorWalk.never)
      }
    }
    if !tensor.isParameter, place + 1 < accesses.count, defined[place] < TensorWalk.never {
      copyBack(place, time + 1, next, tensor, view)
    }
    for slot in time + 2..<max(time + 2, next + 1) where free[slot - 1] < free[slot] {
      (free[slot], freeFrom[slot]) = (free[slot - 1], -1)
    }
  }

  /// The write's stay ends after access `place`, when the copy back has ended at one of `first...last`.
  private mutating func copyBack(
    _ place: Int, _ first: Int, _ last: Int, _ tensor: Tensor, _ view: View
  ) {
    plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
    for slot in tensor.definition + 1..<max(first, tensor.definition + 1) { plan.add(slot, view) }
    for stop in first...last {
      if stop > first {
        guard !view.isClosed(stop - 1) else { break }
        plan.add(stop - 1, view)
      }
      let cost = defined[place] + view.hold(first, stop) + plan.cost
      if cost < free[stop] { (free[stop], freeFrom[stop]) = (cost, place + TensorWalk.shift) }
    }
  }

  private mutating func copyIn(
    _ place: Int, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View, _ isClosed: Bool
  ) {
    let time = accesses[place].instruction
    guard !isClosed else {
      copied.append(TensorWalk.never)
      copiedFrom.append(-1)
      return
    }
    var (best, from) = (TensorWalk.never, -1)
    if place > 0, copied[place - 1] < TensorWalk.never {
      let before = accesses[place - 1].instruction
      if view.isOpen(before + 1, time) { best = copied[place - 1] + view.hold(before + 1, time) }
    }
    plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
    var slow = 0
    var earlier = place - 1
    var start = time
    while true {
      if free[start] < TensorWalk.never {
        let cost = free[start] + slow + view.hold(start, time) + plan.cost
        if cost < best { (best, from) = (cost, start) }
      }
      start -= 1
      guard start > tensor.definition, start >= 0, !view.isClosed(start) else { break }
      if earlier >= 0, accesses[earlier].instruction == start {
        slow += view.slow(accesses[earlier])
        earlier -= 1
      }
      // No earlier begin is cheaper than to be out of fast memory until now, and to hold the space.
      if free[time] + view.hold(start, time) >= best { break }
      plan.add(start, view)
    }
    copied.append(best + view.fast(accesses[place]) + view.hold(time, time + 1))
    copiedFrom.append(from)
  }
}

extension CopyPlan {
  /// Adds a slot at its price.
  @inline(__always)
  mutating func add(_ slot: Int, _ view: TensorWalk.View) {
    add(
      slot: slot, price: view.sums.prices.port[slot], room: view.sums.room.idleLimit[slot])
  }
}

extension TensorWalk {
  /// Prices as one tensor sees them.
  struct View {
    let sums: Sums
    let cells: Int
    let sizeClass: Int
    let amount: Int
    private let begin: Int

    init(_ tensor: Int, _ sums: Sums) {
      self.sums = sums
      cells = sums.room.cells[tensor]
      sizeClass = sums.room.sizeClass[tensor]
      amount = sums.room.amount(of: tensor)
      begin = sizeClass * (sums.count + 1)
    }

    @inline(__always) func hold(_ lower: Int, _ upper: Int) -> Int {
      amount * (sums.space[begin + upper] - sums.space[begin + lower])
    }
    @inline(__always) func slow(_ access: Tensor.Access) -> Int {
      let time = access.instruction
      return (sums.prices.memory[time] + sums.prices.port[time]) * access.slow
    }
    @inline(__always) func fast(_ access: Tensor.Access) -> Int {
      sums.prices.memory[access.instruction] * sums.room.fastTime(access)
    }
    @inline(__always) func isClosed(_ time: Int) -> Bool { sums.room.free[time] < cells }
    func isOpen(_ lower: Int, _ upper: Int) -> Bool {
      for time in lower..<max(lower, upper) where isClosed(time) { return false }
      return true
    }
  }
}
