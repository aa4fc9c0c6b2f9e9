import EngineCBC
import EngineCP
import EngineGLPK
import MemoryMapping
import Modeling
import OptCore
import Testing

/// Models of static allocation against trying every offset.
@Suite("models of static allocation")
struct AllocationModelTests {
  private let family = MemoryMappingFamily(
    engines: EngineSet([CBCEngine(), GLPKEngine(), CPEngine()]))

  private static let runs = [
    ("mip", "pairwise", "glpk"), ("mip", "pairwise", "cbc"), ("mip", "pairwise", "cp"),
    ("mip", "discrete", "glpk"), ("mip", "discrete", "cbc"), ("cp", "packing", "cp"),
  ]

  @Test("engines and formulations agree with the least peak, and with fitting below it")
  func agree() throws {
    var random = RandomAllocation(seed: 21)
    var tried = 0
    for number in 0..<160 {
      var shape = RandomAllocation.Shape.number(number)
      (shape.most, shape.times, shape.largest) = (6, 6, 4)
      shape.scale = [1, 6, 1024][number % 3]
      guard let free = try random.instance(shape) else { continue }
      tried += 1
      let least = RandomAllocation.leastPeak(free.buffers, step: shape.scale)
      for (method, formulation, engine) in Self.runs {
        let peak = try family.solve(
          .allocation(free), method: method, formulation: formulation, engine: engine)
        #expect(peak.status == .optimal, "\(number) \(formulation) \(engine)")
        #expect(peak.incumbent?.objective == .integer(least), "\(number) \(formulation) \(engine)")
        for capacity in [least, least - 1] {
          let instance = try AllocationInstance(
            name: "fit", buffers: free.buffers, capacity: capacity, goal: .fit)
          let fit = try family.solve(
            .allocation(instance), method: method, formulation: formulation, engine: engine,
            warmStart: .none)
          #expect((fit.incumbent != nil) == (capacity == least))
          #expect((fit.status == .infeasible) == (capacity < least))
        }
      }
    }
    #expect(tried > 120)
  }

  @Test("without windows and fixed buffers some order attains the least peak")
  func orders() throws {
    var random = RandomAllocation(seed: 22)
    for number in 0..<80 {
      var shape = RandomAllocation.Shape()
      (shape.most, shape.times, shape.largest) = (5, 6, 5)
      shape.hasAlignment = number % 2 == 0
      guard let instance = try random.instance(shape) else { continue }
      let least = RandomAllocation.leastPeakOfOrders(instance.buffers)
      #expect(least == RandomAllocation.leastPeak(instance.buffers))
      let result = try family.solve(.allocation(instance), method: "cp")
      #expect(result.incumbent?.objective == .integer(least))
    }
  }

  @Test("windows that interlock are used, although neither buffer is above the other")
  func interlocked() throws {
    // Each is in its lower unit while the other is in its upper one, and the other way round.
    let buffers = [(0..<1, 3..<4), (3..<4, 0..<1)].enumerated().map { number, windows in
      var buffer = MemoryMapping.Buffer(id: "b\(number)", lower: 0, upper: 4, size: 4)
      buffer.gaps = [.init(0..<2, window: windows.0), .init(2..<4, window: windows.1)]
      return buffer
    }
    #expect(RandomAllocation.leastPeak(buffers) == 4)
    for height in [4, 5] {
      // Something below lifts both by one.
      var all = buffers
      if height == 5 {
        all.append(MemoryMapping.Buffer(id: "low", lower: 0, upper: 4, size: 1))
        all[2].fixedOffset = 0
      }
      let instance = try AllocationInstance(
        name: "interlocked", buffers: all, capacity: height, goal: .fit)
      for (method, formulation, engine) in Self.runs {
        let result = try family.solve(
          .allocation(instance), method: method, formulation: formulation, engine: engine,
          warmStart: .none)
        #expect(result.incumbent?.objective == .integer(height))
      }
    }
  }
}
