/// What the cheapest walk of a tensor uses.
extension TensorWalk {
  /// Follows the cheapest walk backwards.
  ///
  /// - Parameter back: where the copy back has ended, for walks that end with one.
  mutating func trace(
    _ kind: End, _ back: Int, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View,
    _ usage: inout MappingUsage
  ) {
    let last = accesses.count - 1
    switch kind {
    case .preloaded:
      usage.hold(0..<view.sums.count, view)
      for access in accesses { usage.serve(access, isFast: true, view) }
      usage.preload += tensor.size
    case .defined:
      define(last, until: accesses[last].instruction + 1, accesses, view, &usage)
    case .copiedBack:
      define(last, until: back, accesses, view, &usage)
      copy(tensor.definition + 1..<back, tensor, view, &usage)
    case .slow, .copied:
      traceFree(isHeld: kind == .copied, accesses, tensor, view, &usage)
    }
  }

  /// The stay of the write, which serves the accesses up to a place.
  private func define(
    _ place: Int, until stop: Int, _ accesses: [Tensor.Access], _ view: View,
    _ usage: inout MappingUsage
  ) {
    for access in accesses[0...place] { usage.serve(access, isFast: true, view) }
    usage.hold(accesses[0].instruction..<stop, view)
  }

  /// A walk that ends out of fast memory, or in a stay that a copy began.
  private mutating func traceFree(
    isHeld: Bool, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View,
    _ usage: inout MappingUsage
  ) {
    var place = accesses.count - 1
    var isHeld = isHeld
    var time = accesses[place].instruction + 1
    while time > 0 {
      if isHeld {
        time = traceStay(&place, accesses, tensor, view, &usage)
        isHeld = false
        continue
      }
      let from = freeFrom[time]
      if from >= TensorWalk.shift {
        define(from - TensorWalk.shift, until: time, accesses, view, &usage)
        copy(tensor.definition + 1..<time, tensor, view, &usage)
        return
      }
      if from >= 0 {
        isHeld = true
        continue
      }
      time -= 1
      if place >= 0, accesses[place].instruction == time {
        usage.serve(accesses[place], isFast: false, view)
        place -= 1
        if place < 0, !tensor.isParameter { return }
      }
    }
  }

  /// A stay that a copy began and whose last access is at a place.
  ///
  /// - Returns: when it begins; `place` is then the last access before that.
  private mutating func traceStay(
    _ place: inout Int, _ accesses: [Tensor.Access], _ tensor: Tensor, _ view: View,
    _ usage: inout MappingUsage
  ) -> Int {
    let end = accesses[place].instruction + 1
    while copiedFrom[place] < 0 {
      usage.serve(accesses[place], isFast: true, view)
      place -= 1
    }
    usage.serve(accesses[place], isFast: true, view)
    let (start, ready) = (copiedFrom[place], accesses[place].instruction)
    usage.hold(start..<end, view)
    copy(start..<ready, tensor, view, &usage)
    place -= 1
    while place >= 0, accesses[place].instruction >= start {
      usage.serve(accesses[place], isFast: false, view)
      place -= 1
    }
    return start
  }

  private mutating func copy(
    _ window: Range<Int>, _ tensor: Tensor, _ view: View, _ usage: inout MappingUsage
  ) {
    plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
    for slot in window { plan.add(slot, view) }
    for part in plan.parts { usage.port[part.slot] += part.volume }
  }
}

extension MappingUsage {
  fileprivate mutating func hold(_ times: Range<Int>, _ view: TensorWalk.View) {
    let begin = view.sizeClass * view.sums.count
    for time in times { space[begin + time] += view.amount }
  }

  fileprivate mutating func serve(
    _ access: Tensor.Access, isFast: Bool, _ view: TensorWalk.View
  ) {
    memory[access.instruction] += isFast ? view.sums.room.fastTime(access) : access.slow
    if !isFast { port[access.instruction] += access.slow }
  }
}
