import Experiments
import Testing

@Suite("SlurmScript")
struct SlurmScriptTests {
  @Test("The script of an ordinary study")
  func ordinary() {
    let script = SlurmScript(
      name: "rules", executable: "/opt/bin/optsolve", folder: "/data/rules.shards",
      shards: [0, 1, 2, 5, 7, 8], partition: "long", atOnce: 4, cores: 2, memory: 900, seconds: 5400
    )
    #expect(
      script.text == """
        #!/bin/sh
        #SBATCH --job-name=rules
        #SBATCH --array=0-2,5,7-8%4
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task=2
        #SBATCH --mem=900
        #SBATCH --time=0-01:30:00
        #SBATCH --partition=long
        #SBATCH --output=/data/rules.shards/task-%a.log
        #SBATCH --open-mode=append
        #SBATCH --requeue
        exec '/opt/bin/optsolve' bench shard '/data/rules.shards' --shard "$SLURM_ARRAY_TASK_ID"

        """)
  }

  @Test("Odd names cannot break out of their place")
  func oddNames() {
    let script = SlurmScript(
      name: "two\nlines", executable: "/a b/it's", folder: "/x \"y\" 100%", shards: [3])
    let text = script.text
    #expect(text.contains("#SBATCH --job-name=\"two lines\"\n"))
    #expect(text.contains("#SBATCH --array=3\n"))
    #expect(text.contains("#SBATCH --output=\"/x y 100%%/task-%a.log\"\n"))
    #expect(text.contains("exec '/a b/it'\\''s' bench shard '/x \"y\" 100%' --shard"))
  }

  @Test(
    "Times are rounded up to minutes",
    arguments: [(1.0, "0-00:01:00"), (61.0, "0-00:02:00"), (90_000.0, "1-01:00:00")])
  func times(seconds: Double, expected: String) {
    let script = SlurmScript(name: "a", executable: "b", folder: "c", shards: [0], seconds: seconds)
    #expect(script.text.contains("--time=\(expected)\n"))
  }
}
