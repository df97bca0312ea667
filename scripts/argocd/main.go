// Checks the Argo CD configuration of a platform with Argo CD's own code: it decodes each object strictly, validates the projects, makes the
// Applications of each ApplicationSet, and asks the project of each Application whether it permits the source and the destination.
//
// The arguments are folders with gitops/argocd and gitops/apps, as `goldenpath synth --out` writes them.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/argoproj/argo-cd/v3/applicationset/controllers/template"
	"github.com/argoproj/argo-cd/v3/applicationset/generators"
	"github.com/argoproj/argo-cd/v3/applicationset/services/scm_provider"
	"github.com/argoproj/argo-cd/v3/applicationset/utils"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	log "github.com/sirupsen/logrus"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/yaml"
)

var failures int

func fail(format string, args ...any) {
	failures++
	fmt.Printf("FAIL "+format+"\n", args...)
}

// folder is a Git repository on disk: what the generator of Git reads.
type folder struct{ root string }

func (f folder) GetFiles(_ context.Context, _, _, _, pattern string, _, _ bool) (map[string][]byte, error) {
	found := map[string][]byte{}
	err := filepath.WalkDir(f.root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(f.root, file)
		if ok, _ := path.Match(pattern, name); ok {
			found[name], err = os.ReadFile(file)
		}
		return err
	})
	// The folder of a preview, as `goldenpath preview up` commits it.
	if parts := strings.Split(pattern, "/"); len(found) == 0 && len(parts) == 4 && parts[0] == "previews" {
		found[pattern] = fmt.Appendf(nil, `{"preview": {"name": "preview-%s-pr-%s", "app": "%s"}}`, parts[1], parts[2], parts[1])
	}
	return found, err
}

func (f folder) GetDirectories(_ context.Context, _, _, _ string, _, _ bool) ([]string, error) {
	var found []string
	err := filepath.WalkDir(f.root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() || file == f.root {
			return err
		}
		name, _ := filepath.Rel(f.root, file)
		found = append(found, name)
		return nil
	})
	sort.Strings(found)
	return found, err
}

// organisation has the repositories of applications with the topic, and one with another topic, which nothing is made of.
type organisation struct {
	name string
	apps []string
}

func (o organisation) ListRepos(_ context.Context, _ string) ([]*scm_provider.Repository, error) {
	var all []*scm_provider.Repository
	for _, app := range o.apps {
		all = append(all, o.repository(app, "idp-managed"))
	}
	return append(all, o.repository("unmanaged", "idp-managed-not")), nil
}

func (o organisation) repository(name, topic string) *scm_provider.Repository {
	url := fmt.Sprintf("https://github.com/%s/%s.git", o.name, name)
	return &scm_provider.Repository{Organization: o.name, Repository: name, URL: url, Branch: "main", SHA: "1a2b3c4d", Labels: []string{topic}}
}

func (o organisation) RepoHasPath(_ context.Context, _ *scm_provider.Repository, _ string) (bool, error) {
	return true, nil
}

func (o organisation) GetBranches(_ context.Context, r *scm_provider.Repository) ([]*scm_provider.Repository, error) {
	return []*scm_provider.Repository{r}, nil
}

// github answers for the pull requests of every repository: one open, with the label.
func github(label string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		pull := map[string]any{
			"number": 12, "title": "Sell more", "state": "open",
			"head": map[string]any{"ref": "more", "sha": "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b"},
			"base": map[string]any{"ref": "main"}, "user": map[string]any{"login": "dev"},
			"labels": []map[string]any{{"name": label}},
		}
		_ = json.NewEncoder(w).Encode([]any{pull})
	}))
}

type documents struct {
	projects     map[string]*v1alpha1.AppProject
	applications []*v1alpha1.Application
	sets         []*v1alpha1.ApplicationSet
}

func read(root string) documents {
	docs := documents{projects: map[string]*v1alpha1.AppProject{}}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".yaml") {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
		for {
			doc, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			docs.add(file, doc)
		}
	})
	if err != nil {
		fail("%s: %v", root, err)
	}
	return docs
}

func (d *documents) add(file string, doc []byte) {
	var kind struct{ APIVersion, Kind string }
	if err := yaml.Unmarshal(doc, &kind); err != nil || !strings.HasPrefix(kind.APIVersion, "argoproj.io/") {
		return
	}
	var err error
	switch kind.Kind {
	case "AppProject":
		project := &v1alpha1.AppProject{}
		if err = yaml.UnmarshalStrict(doc, project); err == nil {
			d.projects[project.Name] = project
			err = project.ValidateProject()
		}
	case "Application":
		app := &v1alpha1.Application{}
		err = yaml.UnmarshalStrict(doc, app)
		d.applications = append(d.applications, app)
	case "ApplicationSet":
		set := &v1alpha1.ApplicationSet{}
		err = yaml.UnmarshalStrict(doc, set)
		d.sets = append(d.sets, set)
	default:
		err = fmt.Errorf("a kind that is not known: %s", kind.Kind)
	}
	if err != nil {
		fail("%s: %v", file, err)
	}
}

func organisationOf(set v1alpha1.ApplicationSet) string {
	for _, g := range set.Spec.Generators {
		if g.Matrix == nil {
			continue
		}
		for _, nested := range g.Matrix.Generators {
			if nested.SCMProvider != nil && nested.SCMProvider.Github != nil {
				return nested.SCMProvider.Github.Organization
			}
		}
	}
	return ""
}

// toLocal sends the requests of a generator of pull requests to the server here, without the credentials of a cluster.
func toLocal(set *v1alpha1.ApplicationSet) func() {
	close := func() {}
	for _, g := range set.Spec.Generators {
		if g.Matrix == nil {
			continue
		}
		for _, nested := range g.Matrix.Generators {
			if nested.PullRequest == nil || nested.PullRequest.Github == nil {
				continue
			}
			server := github(nested.PullRequest.Github.Labels[0])
			nested.PullRequest.Github.API = server.URL + "/"
			nested.PullRequest.Github.AppSecretName = ""
			close = server.Close
		}
	}
	return close
}

func applicationsOf(set *v1alpha1.ApplicationSet, repo folder, apps []string, cluster client.Client) []v1alpha1.Application {
	defer toLocal(set)()
	git := generators.NewGitGenerator(repo, "argocd")
	terminal := map[string]generators.Generator{
		"List":        generators.NewListGenerator(),
		"Git":         git,
		"SCMProvider": generators.NewTestSCMProviderGenerator(organisation{name: organisationOf(*set), apps: apps}),
		"PullRequest": generators.NewPullRequestGenerator(nil, generators.NewSCMConfig("", nil, true, false, nil, false)),
	}
	all := map[string]generators.Generator{"Matrix": generators.NewMatrixGenerator(terminal)}
	for name, generator := range terminal {
		all[name] = generator
	}
	made, reason, err := template.GenerateApplications(log.NewEntry(log.StandardLogger()), *set, all, &utils.Render{}, cluster)
	if err != nil {
		fail("ApplicationSet %s: %s: %v", set.Name, reason, err)
	}
	return made
}

// clusterWith is a cluster that has the projects. The generator of Git asks for them.
func clusterWith(projects map[string]*v1alpha1.AppProject) client.Client {
	scheme := runtime.NewScheme()
	_ = v1alpha1.AddToScheme(scheme)
	builder := fake.NewClientBuilder().WithScheme(scheme)
	for _, project := range projects {
		builder = builder.WithObjects(project)
	}
	return builder.Build()
}

func judge(app v1alpha1.Application, projects map[string]*v1alpha1.AppProject) {
	project := projects[app.Spec.Project]
	if project == nil {
		fail("Application %s: there is no project %q", app.Name, app.Spec.Project)
		return
	}
	source := app.Spec.GetSource()
	if !project.IsSourcePermitted(source) {
		fail("Application %s: %s may not use %s", app.Name, project.Name, source.RepoURL)
	}
	destination := &v1alpha1.Cluster{Server: app.Spec.Destination.Server, Name: app.Spec.Destination.Name}
	ok, err := project.IsDestinationPermitted(destination, app.Spec.Destination.Namespace, func(string) ([]*v1alpha1.Cluster, error) { return nil, nil })
	if err != nil || !ok {
		fail("Application %s: %s may not deploy to %s%s %s (%v)", app.Name, project.Name, destination.Server, destination.Name, app.Spec.Destination.Namespace, err)
	}
	where := app.Spec.Destination.Server + app.Spec.Destination.Name
	what := source.Path
	if source.Chart != "" {
		what = source.Chart + " " + source.TargetRevision
	}
	fmt.Printf("  %-44s %-10s %s %s -> %s %s\n", app.Name, project.Name, source.RepoURL, what, where, app.Spec.Destination.Namespace)
}

func main() {
	log.SetLevel(log.FatalLevel)
	for _, root := range os.Args[1:] {
		gitops := filepath.Join(root, "gitops")
		docs := read(filepath.Join(gitops, "argocd"))
		fmt.Printf("%s: %d AppProjects, %d Applications, %d ApplicationSets\n", root, len(docs.projects), len(docs.applications), len(docs.sets))
		var apps []string
		entries, _ := os.ReadDir(filepath.Join(gitops, "apps"))
		for _, entry := range entries {
			apps = append(apps, entry.Name())
		}
		for _, app := range docs.applications {
			judge(*app, docs.projects)
		}
		for _, set := range docs.sets {
			central := folder{root: gitops}
			if organisationOf(*set) != "" {
				// The repository of an application: the generator of Git is asked with its address.
				central = folder{root: filepath.Join(gitops, "apps", apps[0])}
			}
			made := applicationsOf(set, central, apps, clusterWith(docs.projects))
			fmt.Printf(" ApplicationSet %s makes %d Applications\n", set.Name, len(made))
			if len(made) == 0 {
				fail("ApplicationSet %s makes nothing", set.Name)
			}
			for _, app := range made {
				judge(app, docs.projects)
			}
		}
	}
	if failures > 0 {
		fmt.Printf("%d failures\n", failures)
		os.Exit(1)
	}
	fmt.Println("Argo CD accepts all of it.")
}
