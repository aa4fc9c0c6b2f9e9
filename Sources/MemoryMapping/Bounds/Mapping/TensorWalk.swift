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

  static let never = Int.max / 2

  private var free: [Int]
  /// Where `free` comes from: -1 = the time before; k = the stay of access k; k + shift = the write's stay, copied back.
  private var freeFrom: [Int]
  private var copied: [Int] = []
  /// The begin of the copy for access k; -1 = held.
  private var copiedFrom: [Int] = []
  private var defined: [Int] = []
  private var plan = CopyPlan()
  private static let shift = 1 << 32

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
    var (best, kind, back) = (free[end], 0, 0)
    if copied[last] < best { (best, kind) = (copied[last], 1) }
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
          if held + plan.cost < best { (best, kind, back) = (held + plan.cost, 2, stop) }
        }
      } else {
        (best, kind) = (defined[last], 3)
      }
    }
    if tensor.isParameter, tensor.size <= instance.preloadLimit {
      let count = sums.count
      var cost = tensor.size * sums.prices.preload + view.hold(0, count)
      for access in accesses { cost += view.fast(access) }
      if cost < best, !(0..<count).contains(where: view.isClosed) { (best, kind) = (cost, 4) }
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
    private let begin: Int

    init(_ tensor: Int, _ sums: Sums) {
      self.sums = sums
      cells = sums.room.cells[tensor]
      sizeClass = sums.room.sizeClass[tensor]
      begin = sizeClass * (sums.count + 1)
    }

    @inline(__always) func hold(_ lower: Int, _ upper: Int) -> Int {
      sums.space[begin + upper] - sums.space[begin + lower]
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

  /// Follows the cheapest walk backwards.
  private mutating func trace(
    _ kind: Int, _ back: Int, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View,
    _ usage: inout MappingUsage
  ) {
    let last = accesses.count - 1
    func hold(_ lower: Int, _ upper: Int) {
      let begin = view.sizeClass * view.sums.count
      for time in lower..<max(lower, upper) { usage.space[begin + time] += 1 }
    }
    func serve(_ place: Int, isFast: Bool) {
      let access = accesses[place]
      usage.memory[access.instruction] += isFast ? view.sums.room.fastTime(access) : access.slow
      if !isFast { usage.port[access.instruction] += access.slow }
    }
    func serve(downTo time: Int, _ place: inout Int) {
      while place >= 0, accesses[place].instruction >= time {
        serve(place, isFast: false)
        place -= 1
      }
    }
    if kind == 4 {
      hold(0, view.sums.count)
      for place in accesses.indices { serve(place, isFast: true) }
      usage.preload += tensor.size
      return
    }
    // The write's stay, which everything begins with where there is one.
    func define(_ place: Int, until stop: Int, isCopied: Bool) {
      for earlier in 0...place { serve(earlier, isFast: true) }
      hold(tensor.definition, stop)
      if isCopied { copy(tensor.definition + 1..<stop, tensor, view, &usage) }
    }
    if kind == 3 { return define(last, until: accesses[last].instruction + 1, isCopied: false) }
    if kind == 2 { return define(last, until: back, isCopied: true) }
    var place = last
    var isHeld = kind == 1
    var time = accesses[last].instruction + 1
    while true {
      if isHeld {
        let end = accesses[place].instruction + 1
        while copiedFrom[place] < 0 {
          serve(place, isFast: true)
          place -= 1
        }
        serve(place, isFast: true)
        let (start, ready) = (copiedFrom[place], accesses[place].instruction)
        hold(start, end)
        copy(start..<ready, tensor, view, &usage)
        place -= 1
        serve(downTo: start, &place)
        (time, isHeld) = (start, false)
        continue
      }
      let from = freeFrom[time]
      if from >= TensorWalk.shift {
        return define(from - TensorWalk.shift, until: time, isCopied: true)
      } else if from >= 0 {
        isHeld = true
        continue
      }
      if place >= 0, accesses[place].instruction == time - 1 {
        serve(place, isFast: false)
        place -= 1
        if place < 0, !tensor.isParameter { return }
      }
      time -= 1
      if time <= 0 { return }
    }
  }

  private mutating func copy(
    _ window: Range<Int>, _ tensor: Tensor, _ view: View, _ usage: inout MappingUsage
  ) {
    plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
    for slot in window { plan.add(slot, view) }
    for part in plan.parts { usage.port[part.slot] += part.volume }
  }
}
