import LoopPipelining
import OptCore
import TestSupport

/// Reading as the command line does it, and texts to read.
enum LoopTexts {
  static let family = LoopPipeliningFamily()
  static let broken = SharedData.packageRoot + "/Tests/LoopPipeliningTests/Broken/"

  /// Reads a text with settings `key=value`.
  static func read(
    _ text: SourceText, _ settings: [String] = [], pick: String? = nil
  ) throws -> LoopInstance {
    let values = try ParameterValues(settings, allowed: family.readParameters)
    return try family.read(text, pick: pick, parameters: values)
  }

  /// Reads a string.
  static func read(
    _ text: String, file: String = "x.json", _ settings: [String] = [], pick: String? = nil
  ) throws -> LoopInstance {
    try read(SourceText(file: file, text: text), settings, pick: pick)
  }

  /// A generated loop.
  static func generate(_ settings: [String], seed: UInt64 = 1) throws -> LoopInstance {
    let values = try ParameterValues(settings, allowed: family.generatorParameters ?? [])
    return try family.generate(values, seed: seed)
  }

  /// The resource and the recurrence bound of a loop, as the answer block states them.
  static func bounds(of instance: LoopInstance) -> [Int] {
    let facts = family.facts(about: instance)
    return ["resource MII", "recurrence MII"].compactMap { key in
      facts.first { $0.key == key }.flatMap { Int($0.value) }
    }
  }

  /// What an error of reading says.
  static func message(_ body: () throws -> LoopInstance) -> String {
    do {
      return "read: \(try body().name)"
    } catch {
      return "\(error)"
    }
  }

  /// A joint loop with everything in it.
  static let joint = #"""
    {"format": "swpws-instance-1", "name": "q\u00e9", "mode": "joint",
     "machine": {"name": "m", "units": [{"name": "TC", "capacity": 1}, {"name": "EXP", "capacity": 2}],
       "memories": [{"name": "SMEM", "capacity": 4}, {"name": "T", "capacity": 0}],
       "warps": {"count": 3, "registers": [2, null, 12], "variable_latency_warp": 0, "issue_slots": 2}},
     "loop": {"ops": [
       {"id": "ld", "cycles": 1, "mem": {"SMEM": 2, "T": 0}, "variable_latency": true, "streaming": true},
       {"id": "S", "uses": [{"unit": "TC", "from": 1, "to": 3, "amount": 1}, {"unit": "EXP"}],
        "regs": 4, "spill": 1, "issue": 0, "live_from": 1},
       {"id": "P", "cycles": 2.0, "uses": [{"unit": "EXP", "amount": 2}], "warps": 2, "label": "p"}],
      "edges": [{"src": "ld", "dst": "S", "delay": -1, "blocking": true, "hold": 2},
       {"src": "S", "dst": "P", "kind": "order"},
       {"src": "P", "dst": "S", "delay": 2, "distance": 1, "kind": "data"}]}}
    """#

  /// A dependence graph with registers.
  static let curated = #"""
    {"schema_version": "curated-ddg-0.2", "loops": [{"loop_id": 0, "ddg": {
     "nodes": [
      {"id": 2, "op_kind": "tt.descriptor_load", "pipeline": "TMA", "latency": 556, "occupancy": 96,
       "min_warps": 1, "smem_footprint": 16384, "variable_latency": true, "streaming": true},
      {"id": 7, "op_kind": "ttng.tc_gen5_mma", "pipeline": "TC", "latency": 900, "occupancy": 3,
       "rrt": {"TC": [1, 1, 0, 1]}, "tmem_footprint": 64},
      {"id": 8, "op_kind": "ttng.tmem_load", "pipeline": "CUDA", "latency": 266, "occupancy": 128,
       "regs": 8192, "spill_cost": 30},
      {"id": 9, "op_kind": "tt.broadcast", "pipeline": "NONE", "latency": 0, "occupancy": 0}],
     "edges": [{"src": 2, "dst": 7, "distance": 0, "latency": 556, "blocking": true},
      {"src": 7, "dst": 8, "distance": 0, "latency": 900, "blocking": true},
      {"src": 8, "dst": 9, "distance": 0, "latency": 266},
      {"src": 8, "dst": 7, "distance": 1, "latency": 266}]}}]}
    """#

  /// A graph of HatScheT.
  static let graph = """
    <?xml version="1.0" encoding="UTF-8"?>
    <g:graphml xmlns:g='http://graphml.graphdrawing.org/xmlns'>
      <key id="d0" for="node" attr.name="uses_resource"/>
      <!-- a loop --><graph edgedefault="directed">
        <node id="1"><data key="name">x &lt; &#65;</data><data key="d0"> Add </data></node>
        <node id="modsched_info"/>
        <node id="2"><data key="uses_resource"><![CDATA[Wire]]></data></node>
        <edge source="1" target="2"><data key="distance">0</data><data key="delay">3</data></edge>
        <edge source="2" target="1"><data key="distance">1</data><data key="latency">1</data>
          <data key="deptype">Precedence</data></edge>
      </graph>
    </g:graphml>
    """

  /// Its resource model.
  static let resources = """
    <?xml version="1.0"?><ModelInformation Version="1.0"><Resources>
      <Resource name="Mul" limit="2" latency="4" blockingTime="1"/>
      <Resource name="Add" limit="3" latency="2" blockingTime="1" physicalDelay="0.5">
        <Cost demand="64" name="LUT"/></Resource>
      <Resource name="Wire" limit="inf" latency="0" blockingTime="1"/>
    </Resources></ModelInformation>
    """
}
