import MemoryMapping
import OptCore
import Testing

/// Placement against trying offset after offset.
@Suite("placement of buffers one by one")
struct PlacementTests {
  @Test("first fit takes the lowest offset; the scan and the tree agree; nothing overlaps")
  func firstAndBestFit() throws {
    var random = RandomAllocation(seed: 7)
    var tried = 0
    for number in 0..<4000 {
      var shape = RandomAllocation.Shape.number(number)
      if number % 20 == 0 { (shape.most, shape.times) = (100, 40) }
      guard let instance = try random.instance(shape) else { continue }
      tried += 1
      let placement = Placement(instance)
      let order = random.order(instance.buffers.count)
      for rule in PlacementRule.allCases {
        let offsets = placement.offsets(order: order, rule: rule, plainLimit: .max)
        #expect(offsets == placement.offsets(order: order, rule: rule, plainLimit: -1))
        #expect(Allocation(offsets: offsets).violations(in: instance).isEmpty)
      }
      let first = placement.offsets(order: order, rule: .firstFit, usesHints: false)
      #expect(first == RandomAllocation.lowest(instance.buffers, order))
    }
    #expect(tried > 3000)
  }

  @Test("best fit leaves the least space")
  func bestFit() throws {
    // Holes of 5 at 2 and of 3 at 9: a buffer of 3 fills the second one.
    var buffers = [(0, 2), (7, 2), (12, 1)].map { offset, size in
      var buffer = MemoryMapping.Buffer(id: "f\(offset)", lower: 0, upper: 4, size: size)
      buffer.fixedOffset = offset
      return buffer
    }
    buffers.append(MemoryMapping.Buffer(id: "x", lower: 1, upper: 2, size: 3))
    let instance = try AllocationInstance(name: "holes", buffers: buffers)
    for limit in [-1, Int.max] {
      let placement = Placement(instance)
      let order = Array(0..<4)
      #expect(placement.offsets(order: order, rule: .bestFit, plainLimit: limit)[3] == 9)
      #expect(placement.offsets(order: order, rule: .firstFit, plainLimit: limit)[3] == 2)
    }
  }

  @Test("a hint is followed where it is free and aligned")
  func hints() throws {
    var buffers = (0..<3).map { MemoryMapping.Buffer(id: "\($0)", lower: 0, upper: 2, size: 4) }
    (buffers[0].hint, buffers[1].hint, buffers[2].hint) = (4, 6, 8)
    let instance = try AllocationInstance(name: "hints", buffers: buffers)
    #expect(Placement.offsets(of: instance, order: [0, 1, 2], rule: .firstFit) == [4, 0, 8])
    buffers[0].alignment = 3
    let other = try AllocationInstance(name: "hints", buffers: buffers)
    #expect(Placement.offsets(of: other, order: [0, 1, 2], rule: .firstFit) == [0, 6, 10])
  }

  @Test("every order has all buffers; conflicts are counted")
  func orders() throws {
    var random = RandomAllocation(seed: 3)
    for number in 0..<300 {
      guard let instance = try random.instance(.number(number)) else { continue }
      let buffers = instance.buffers
      for order in PlacementOrder.allCases {
        #expect(order.order(of: buffers).sorted() == Array(buffers.indices))
      }
      let counted = buffers.indices.map { i in
        buffers.indices.filter { $0 != i && buffers[i].meets(buffers[$0]) }.count
      }
      #expect(PlacementOrder.conflicts(of: buffers) == counted)
    }
  }

  @Test("an order that changes step by step gives what placing all anew gives")
  func decoder() throws {
    var random = RandomAllocation(seed: 11)
    for number in 0..<300 {
      var shape = RandomAllocation.Shape.number(number)
      shape.most = 24
      guard let instance = try random.instance(shape) else { continue }
      let buffers = instance.buffers
      let count = buffers.count
      let decoder = OrderDecoder(buffers, start: random.order(count), target: 5)
      let movable = count - decoder.fixedCount
      guard movable > 0 else { continue }
      for _ in 0..<40 {
        decoder.move(
          from: decoder.fixedCount + random.random.below(movable),
          to: decoder.fixedCount + random.random.below(movable))
        if random.random.below(2) == 0 { decoder.undo() }
        let order = (0..<count).map { Int(decoder.order[$0]) }
        let offsets = RandomAllocation.lowest(buffers, order)
        #expect((0..<count).map { decoder.offset[$0] } == offsets)
        let excess = zip(offsets, buffers).reduce(0) { $0 + max(0, $1.0 + $1.1.size - 5) }
        #expect(decoder.excess == excess)
      }
    }
  }
}
