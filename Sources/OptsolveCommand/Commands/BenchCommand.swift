import ArgumentParser

/// `optsolve bench`: studies, each many runs.
struct BenchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench",
      abstract: "Run a study: methods on instances, into a result store.",
      discussion: """
        Every run is a process of its own. Finished runs are kept in a SQLite file;
        the same command again goes on where it was stopped. `optsolve bench run
        --help` lists the options; Documentation/studies.md describes study files.

        Examples:
          optsolve bench Instances/smtt/study.yaml
          optsolve bench study.yaml --dry-run
          optsolve bench study.yaml -j 2 --store results.sqlite
          optsolve bench Instances/smtt/*.txt --methods edd,mip/f2@cbc,auto -t 60
          optsolve bench jobs.txt --methods ils,auto --seeds 1..5 -j 2
          optsolve bench shops/*.fjs --methods memetic,rho-adaptive,cp -t 60
          optsolve bench 'wt40.txt#1..10' --methods wmdd,ils --reference best.csv
          optsolve bench study.yaml --on slurm --partition long

        Exit status: 0 every planned run is in the store and ended in order, 5 some
        runs failed (they are listed), 64 usage, 65 malformed study, 66 file missing,
        69 no cluster or it refused, 73 store in use or not to be created, 74 I/O,
        130/143 interrupted: every finished run is kept.
        """,
      subcommands: [
        BenchRunCommand.self, BenchShardCommand.self, BenchStatusCommand.self,
        BenchCollectCommand.self, BenchExportCommand.self, BenchImportCommand.self,
      ],
      defaultSubcommand: BenchRunCommand.self)
  }
}
