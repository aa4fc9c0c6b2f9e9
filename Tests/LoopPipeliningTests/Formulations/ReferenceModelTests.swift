import EngineCBC
import EngineGLPK
import LoopPipelining
import Modeling
import OptCore
import TestSupport
import Testing

/// Models of reference loops against values proven elsewhere.
@Suite("models of reference loops", .enabled(if: SharedData.root != nil))
struct ReferenceModelTests {
  private let family = LoopPipeliningFamily(engines: EngineSet([CBCEngine(), GLPKEngine()]))

  /// Interval, length and, with warps, how many of them.
  private static let values: [(name: String, values: [Int])] = [
    ("ewf_2a1m", [19, 21]), ("ewf_2a1mp", [17, 19]), ("ewf_3a2m", [16, 18]),
    ("fa_simplified_8_16", [16, 32]), ("hal_diffeq_1a1m", [12, 13]), ("hal_diffeq_2a2m", [6, 8]),
    ("hls_origami_fir_lms_rm1", [28, 29]), ("iir_biquad2_1a2m", [8, 10]),
    ("fir8_transposed_2a2m", [8, 9]), ("ll01_vliw_r16", [4, 26]), ("ll12_vliw_r10", [3, 12]),
    ("gemm_ampere", [8, 19, 1]), ("gemm_hopper", [16, 18, 2]), ("window_gap_toy", [12, 14, 2]),
    ("rt_random_8", [8, 17]), ("random_010", [11, 16]),
  ]

  @Test("the structured model proves what is known", arguments: values.indices)
  func structured(index: Int) throws {
    let (name, wanted) = Self.values[index]
    let path = try #require(SharedData.file("benchmarks/pipelining/\(name).json"))
    let instance = try family.instance(at: path)
    let result = try family.solve(instance, method: "mip", engine: "cbc")
    #expect(result.status == .optimal, "\(name)")
    #expect(result.termination == .proved, "\(name)")
    let found = result.incumbent.map { [$0.solution.interval] + $0.refinements }
    #expect(found == wanted, "\(name)")
  }

  @Test(
    "the window toy is solved by every formulation",
    arguments: ["structured", "time-indexed", "turns"])
  func toy(formulation: String) throws {
    let path = try #require(SharedData.file("benchmarks/pipelining/window_gap_toy.json"))
    let instance = try family.instance(at: path)
    for engine in ["cbc", "glpk"] {
      let result = try family.solve(
        instance, method: "mip", formulation: formulation, engine: engine, warmStart: .none)
      #expect(result.incumbent?.solution.interval == 12, "\(engine)")
      #expect(result.incumbent?.refinements == [14, 2], "\(engine)")
      #expect(result.termination == .proved, "\(engine)")
    }
  }
}
